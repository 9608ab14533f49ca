package dev.ephemint.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code -Dgolden.write=true} writes the tables of docs/presets.md anew after a field has changed. */
class PresetsPageTest {

    static final Path PAGE = Path.of("docs/presets.md");
    private static final Pattern TABLE = Pattern.compile("<!-- table: (\\w+) -->\n(.*?)<!-- end -->", Pattern.DOTALL);

    @Test
    void theTablesSayWhatTheCodeDoes() throws IOException {
        Map<String, String> tables = Reference.tables();
        String page = Files.readString(PAGE);
        String made = TABLE.matcher(page).replaceAll(table -> {
            String text = "<!-- table: %s -->\n%s<!-- end -->".formatted(table.group(1), tables.get(table.group(1)));
            return Matcher.quoteReplacement(text);
        });
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(PAGE, made);
        }

        assertThat(Files.readString(PAGE)).isEqualTo(made);
    }

    @Test
    void noTableIsLeftOut() throws IOException {
        List<String> markers = TABLE.matcher(Files.readString(PAGE))
                .results()
                .map(marker -> marker.group(1))
                .toList();

        assertThat(markers).containsExactlyElementsOf(Reference.tables().keySet());
    }
}
