package dev.ephemint.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;

import dev.ephemint.mint.InputError;
import dev.ephemint.mint.Problem;
import dev.ephemint.mint.Refusal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * The classes of input that JSONTestSuite names: {@code n_} has to be refused, {@code y_} accepted, {@code i_} is up to the parser. The
 * cases are our own. Bodies are written in ISO 8859-1, a character a byte.
 */
class JsonCorpusTest {

    static Stream<Arguments> invalid() {
        return Stream.of(
                arguments("n_array_1_true_without_comma", "[1 true]"),
                arguments("n_array_colon_instead_of_comma", "[\"a\": 1]"),
                arguments("n_array_comma_after_close", "[1],"),
                arguments("n_array_comma_and_number", "[,1]"),
                arguments("n_array_double_comma", "[1,,2]"),
                arguments("n_array_extra_close", "[1]]"),
                arguments("n_array_extra_comma", "[1,]"),
                arguments("n_array_incomplete", "[1"),
                arguments("n_array_inner_without_comma", "[3[4]]"),
                arguments("n_array_invalid_utf8", "[\u00ff]"),
                arguments("n_array_just_comma", "[,]"),
                arguments("n_array_just_minus", "[-]"),
                arguments("n_array_newlines_unclosed", "[1,\n2\n,3"),
                arguments("n_array_star_inside", "[*]"),
                arguments("n_array_tab_escape_outside", "[\\t]"),
                arguments("n_incomplete_false", "[fals]"),
                arguments("n_incomplete_null", "[nul]"),
                arguments("n_incomplete_true", "[tru]"),
                arguments("n_multidigit_number_then_00", "[123\u0000]"),
                arguments("n_number_plus_1", "[+1]"),
                arguments("n_number_minus_01", "[-01]"),
                arguments("n_number_minus_2_dot", "[-2.]"),
                arguments("n_number_dot_1", "[.1]"),
                arguments("n_number_0_dot_e1", "[0.e1]"),
                arguments("n_number_0e", "[0e]"),
                arguments("n_number_1e_plus", "[1e+]"),
                arguments("n_number_1_000", "[1 000]"),
                arguments("n_number_1eE2", "[1eE2]"),
                arguments("n_number_expression", "[1+2]"),
                arguments("n_number_hex", "[0x1F]"),
                arguments("n_number_infinity", "[Infinity]"),
                arguments("n_number_minus_infinity", "[-Infinity]"),
                arguments("n_number_nan", "[NaN]"),
                arguments("n_number_minus_nan", "[-NaN]"),
                arguments("n_number_invalid_utf8", "[1\u00e5]"),
                arguments("n_number_leading_zero", "[012]"),
                arguments("n_number_minus_space", "[- 1]"),
                arguments("n_number_full_width_digit", "[\u00ef\u00bc\u0091]"),
                arguments("n_number_with_letter", "[1a]"),
                arguments("n_object_bad_value", "{\"a\":truth}"),
                arguments("n_object_bracket_key", "{[: 1}"),
                arguments("n_object_comma_instead_of_colon", "{\"a\", 1}"),
                arguments("n_object_double_colon", "{\"a\"::1}"),
                arguments("n_object_emoji", "{\u00f0\u009f\u0098\u0080}"),
                arguments("n_object_garbage_at_end", "{\"a\":1 1}"),
                arguments("n_object_key_with_single_quotes", "{'a':1}"),
                arguments("n_object_missing_colon", "{\"a\" 1}"),
                arguments("n_object_missing_key", "{:1}"),
                arguments("n_object_missing_value", "{\"a\":"),
                arguments("n_object_no_colon", "{\"a\""),
                arguments("n_object_non_string_key", "{1:1}"),
                arguments("n_object_unquoted_key", "{a: 1}"),
                arguments("n_object_repeated_null_null", "{null:null,null:null}"),
                arguments("n_object_several_trailing_commas", "{\"a\":1,,}"),
                arguments("n_object_trailing_comma", "{\"a\":1,}"),
                arguments("n_object_trailing_comment", "{\"a\":1}/**/"),
                arguments("n_object_trailing_comment_slash", "{\"a\":1}//"),
                arguments("n_object_trailing_comment_open", "{\"a\":1}/**"),
                arguments("n_object_trailing_hash", "{\"a\":1}#"),
                arguments("n_object_two_commas_in_a_row", "{\"a\":1,,\"b\":2}"),
                arguments("n_object_unterminated_value", "{\"a\":\"1"),
                arguments("n_object_with_single_string", "{\"a\":1 \"b\"}"),
                arguments("n_object_with_trailing_garbage", "{\"a\":1}#{}"),
                arguments("n_single_space", " "),
                arguments("n_string_accentuated_no_quotes", "[\u00c3\u00a9]"),
                arguments("n_string_backslash_00", "[\"\\\u0000\"]"),
                arguments("n_string_escape_x", "[\"\\x41\"]"),
                arguments("n_string_escaped_ctrl_char_tab", "[\"\\\t\"]"),
                arguments("n_string_escaped_emoji", "[\"\\\u00f0\u009f\u0098\u0080\"]"),
                arguments("n_string_incomplete_escape", "[\"\\\"]"),
                arguments("n_string_incomplete_escaped_character", "[\"\\u00A\"]"),
                arguments("n_string_incomplete_surrogate", "[\"\\uD834\\uDd\"]"),
                arguments("n_string_invalid_backslash_esc", "[\"\\a\"]"),
                arguments("n_string_invalid_unicode_escape", "[\"\\uqqqq\"]"),
                arguments("n_string_invalid_utf8_after_escape", "[\"\\\u00e5\"]"),
                arguments("n_string_single_doublequote", "\""),
                arguments("n_string_single_quote", "['a']"),
                arguments("n_string_start_escape_unclosed", "[\"\\"),
                arguments("n_string_unescaped_ctrl_char", "[\"a\u0000a\"]"),
                arguments("n_string_unescaped_newline", "[\"a\nb\"]"),
                arguments("n_string_unescaped_tab", "[\"\t\"]"),
                arguments("n_string_with_trailing_garbage", "\"\"x"),
                arguments("n_structure_open_arrays", "[".repeat(4096)),
                arguments("n_structure_open_objects", "{\"a\":".repeat(682)),
                arguments("n_structure_angle_bracket_null", "[<null>]"),
                arguments("n_structure_array_trailing_garbage", "[1]x"),
                arguments("n_structure_array_with_unclosed_string", "[\"a]"),
                arguments("n_structure_capitalized_true", "[True]"),
                arguments("n_structure_close_unopened_array", "1]"),
                arguments("n_structure_comma_instead_of_closing_brace", "{\"a\":true,"),
                arguments("n_structure_double_array", "[][]"),
                arguments("n_structure_end_array", "]"),
                arguments("n_structure_incomplete_BOM", "\u00ef\u00bb{}"),
                arguments("n_structure_lone_open_bracket", "["),
                arguments("n_structure_no_data", ""),
                arguments("n_structure_null_byte_outside_string", "[\u0000]"),
                arguments("n_structure_number_with_trailing_garbage", "2@"),
                arguments("n_structure_object_followed_by_closing", "{}}"),
                arguments("n_structure_open_object_open_string", "{\"a"),
                arguments("n_structure_single_star", "*"),
                arguments("n_structure_unclosed_array_partial_null", "[ false, nul"),
                arguments("n_structure_unicode_identifier", "\u00c3\u00a5"),
                arguments("n_structure_UTF8_BOM_no_data", "\u00ef\u00bb\u00bf"),
                arguments("n_structure_U+2060_word_joined", "[\u00e2\u0081\u00a0]"),
                arguments("n_structure_whitespace_formfeed", "[\f]"),
                // Up to the parser; ours is strict.
                arguments("i_structure_UTF-8_BOM_empty_object", "\u00ef\u00bb\u00bf{}"),
                arguments("i_string_UTF-16LE_with_BOM", "\u00ff\u00fe{\u0000}\u0000"),
                arguments("i_string_utf16BE_no_BOM", "\u0000{\u0000}"),
                arguments("i_string_invalid_utf-8", "{\"a\":\"\u00ff\"}"),
                arguments("i_string_overlong_sequence_2_bytes", "{\"a\":\"\u00c0\u00af\"}"),
                arguments("i_string_overlong_sequence_6_bytes", "{\"a\":\"\u00fc\u0083\u00bf\u00bf\u00bf\u00bf\"}"),
                arguments("i_string_truncated-utf-8", "{\"a\":\"\u00e0\u00ff\"}"),
                arguments("i_string_UTF-8_surrogate_U+D800", "{\"a\":\"\u00ed\u00a0\u0080\"}"),
                arguments("i_string_not_in_unicode_range", "{\"a\":\"\u00f4\u00bf\u00bf\u00bf\"}"),
                arguments("i_string_lone_utf8_continuation_byte", "{\"a\":\"\u0081\"}"),
                arguments("i_object_duplicated_key", "{\"a\":1,\"a\":1}"),
                arguments("i_object_duplicated_key_by_escape", "{\"a\":1,\"\\u0061\":1}"),
                arguments("i_number_exponent_beyond_every_machine", "{\"a\":1e99999999999999999999}"),
                // Valid JSON, but no object.
                arguments("y_structure_lonely_false", "false"),
                arguments("y_structure_lonely_int", "42"),
                arguments("y_structure_lonely_null", "null"),
                arguments("y_structure_lonely_string", "\"asd\""),
                arguments("y_array_empty", "[]"));
    }

    static Stream<Arguments> valid() {
        return Stream.of(
                arguments("y_object", "{\"a\":\"b\",\"c\":\"d\"}"),
                arguments("y_object_empty", "{}"),
                arguments("y_object_empty_key", "{\"\":0}"),
                arguments("y_object_string_unicode", "{\"a\":\"\\u041f\\u043e\"}"),
                arguments("y_object_with_newlines", "{\n\"a\": \"b\"\r\n}\t"),
                arguments("y_object_same_value_different_case", "{\"a\":1,\"A\":1}"),
                arguments("y_structure_whitespace_around", " \t\r\n{} \n"),
                arguments("y_array_heterogeneous", "{\"a\":[null, 1, \"1\", {}, [], true]}"),
                arguments("y_number", "{\"a\":[123e65, 0e+1, 0e1, -0, 20e1, 1E22, 1E-2, 123.456e78, -1, 1.5]}"),
                arguments("y_number_close_to_zero", "{\"a\":-0.0000000000000000000000000000000000000000000000001}"),
                arguments("y_string_allowed_escapes", "{\"a\":\"\\\"\\\\\\/\"}"),
                arguments("y_string_accepted_surrogate_pairs", "{\"a\":\"\\ud83d\\ude39\\ud83d\\udc8d\"}"),
                arguments("y_string_utf8", "{\"a\":\"\u00e2\u0082\u00ac\u00f0\u009d\u0084\u009e\"}"),
                arguments("y_string_nonCharacter", "{\"a\":\"\u00ef\u00bf\u00bf\"}"),
                arguments("y_string_one-byte_DEL_neighbour", "{\"a\":\"~\"}"),
                // Up to the parser: kept as they are, and refused later where the number is used.
                arguments("i_number_huge_exp", "{\"a\":0.4e669}"),
                arguments(
                        "i_number_very_big_negative_int", "{\"a\":-237462374673276894279832749832423479823246327846}"),
                arguments("i_number_double_huge_neg_exp", "{\"a\":123.456e-789}"),
                arguments("i_structure_eight_levels", "{\"a\":".repeat(7) + "{}" + "}".repeat(7)));
    }

    static Stream<Arguments> validButNotTaken() {
        return Stream.of(
                arguments("y_string_null_escape", "{\"a\":\"\\u0000\"}", "forbidden_character"),
                arguments("y_string_control_escapes", "{\"a\":\"\\b\\f\\n\\r\\t\"}", "forbidden_character"),
                arguments("y_string_C1", "{\"a\":\"\\u0085\"}", "forbidden_character"),
                arguments("y_string_del", "{\"a\":\"\u007f\"}", "forbidden_character"),
                arguments("y_string_u+2028_line_sep", "{\"a\":\"\u00e2\u0080\u00a8\"}", "forbidden_character"),
                arguments("y_string_u+2029_par_sep", "{\"a\":\"\u00e2\u0080\u00a9\"}", "forbidden_character"),
                arguments("y_string_bidi_override", "{\"a\":\"\\u202e\"}", "forbidden_character"),
                arguments("y_string_bidi_isolate", "{\"a\":[\"\\u2066\"]}", "forbidden_character"),
                arguments("y_object_control_in_key", "{\"\\u0007\":1}", "forbidden_character"),
                arguments("i_string_1st_surrogate_but_2nd_missing", "{\"a\":\"\\uDADA\"}", "forbidden_character"),
                arguments("i_string_inverted_surrogates", "{\"a\":\"\\uDd1e\\uD834\"}", "forbidden_character"),
                arguments("i_object_key_lone_2nd_surrogate", "{\"\\uDFAA\":0}", "forbidden_character"),
                arguments("y_structure_nine_levels", "{\"a\":".repeat(8) + "{}" + "}".repeat(8), "too_deep"),
                arguments(
                        "i_structure_600_nested_arrays",
                        "{\"a\":" + "[".repeat(600) + "]".repeat(600) + "}",
                        "too_deep"),
                arguments("y_structure_33_items", "{\"a\":[1" + ",1".repeat(32) + "]}", "too_many_members"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("invalid")
    void whatIsNotOneJsonObjectIsInvalidJson(String name, String body) {
        assertThat(refusal(body).problem()).isEqualTo(Problem.INVALID_JSON);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("valid")
    void whatIsOneJsonObjectIsRead(String name, String body) {
        assertThat(read(body)).isNotNull();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("validButNotTaken")
    void whatBreaksALimitOfOursIsAnInvalidRequest(String name, String body, String code) {
        Refusal refusal = refusal(body);
        assertThat(refusal.problem()).isEqualTo(Problem.INVALID_REQUEST);
        assertThat(refusal.errors())
                .extracting(InputError::code)
                .extracting(InputError.Code::word)
                .containsExactly(code);
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void theLimitCountsDecodedBytes(int bytes, boolean taken) {
        for (String filler : new String[] {"x", "\u00c3\u00a9"}) {
            String head = "{\"a\":\"" + (filler.length() == 2 && bytes % 2 != 0 ? "y" : "");
            int room = bytes - head.length() - 2;
            String body = head + filler.repeat(room / filler.length()) + "x".repeat(room % filler.length()) + "\"}";
            assertThat(body).hasSize(bytes);
            if (taken) {
                assertThat(read(body)).isNotNull();
            } else {
                assertThat(refusal(body).problem()).isEqualTo(Problem.BODY_TOO_LARGE);
            }
        }
    }

    static Stream<Arguments> sizes() {
        return Stream.of(arguments(4095, true), arguments(4096, true), arguments(4097, false), arguments(8192, false));
    }

    private static Refusal refusal(String body) {
        Refusal encoded = catchThrowableOfType(Refusal.class, () -> read(body));
        assertThat(encoded).as("it is refused").isNotNull();
        return encoded;
    }

    /** Reads it in base64 as it is, and as text too where it is text: both have to agree. */
    private static Object read(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
        String text = new String(bytes, StandardCharsets.UTF_8);
        Object fromText = null;
        RuntimeException refused = null;
        if (!text.contains("\ufffd")) {
            try {
                fromText = JsonBody.of(Events.read(Events.event(Events.V2, text)));
            } catch (Refusal refusal) {
                refused = refusal;
            }
        }
        try {
            Object fromBytes = JsonBody.of(
                    Events.read(Events.event(Events.V2, Base64.getEncoder().encodeToString(bytes))
                            .put("isBase64Encoded", true)));
            assertThat(refused).isNull();
            assertThat(fromText).isEqualTo(fromBytes);
            return fromBytes;
        } catch (Refusal refusal) {
            if (!text.contains("\ufffd")) {
                assertThat(refused).hasMessage(refusal.getMessage());
            }
            throw refusal;
        }
    }
}
