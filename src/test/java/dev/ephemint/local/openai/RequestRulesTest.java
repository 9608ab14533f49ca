package dev.ephemint.local.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** JSON stands here without quotes around names, and with single ones around text. */
class RequestRulesTest {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES, JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .build();

    private static JsonNode json(String text) throws JsonProcessingException {
        return JSON.readTree(text);
    }

    private static JsonNode session(String session) throws JsonProcessingException {
        return JsonNodeFactory.instance.objectNode().set("session", json(session));
    }

    private static void accepts(String object, JsonNode body) {
        assertThatCode(() -> RequestRules.check(object, body)).doesNotThrowAnyException();
    }

    private static void refuses(String object, JsonNode body, String code, String param) {
        var refused = catchThrowableOfType(Refused.class, () -> RequestRules.check(object, body));
        assertThat(refused).as("refused").isNotNull();
        assertThat(refused.code() + " " + refused.param()).isEqualTo(code + " " + param);
        assertThat(refused.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{type:'realtime'}",
                "{type:'realtime', model:'gpt-realtime-2.1', instructions:'Hi', output_modalities:['text'], max_output_tokens:4096}",
                "{type:'realtime', model:'a-model-of-tomorrow', max_output_tokens:'inf', parallel_tool_calls:true}",
                "{type:'realtime', audio:{input:{format:{type:'audio/pcm',rate:24000}, turn_detection:null, noise_reduction:null,"
                        + " transcription:null}, output:{format:{type:'audio/pcmu'}, voice:'marin', speed:0.25}}}",
                "{type:'realtime', audio:{output:{voice:{id:'voice_1'}, speed:1.5}}}",
                "{type:'realtime', audio:{input:{turn_detection:{type:'server_vad', threshold:0, prefix_padding_ms:300,"
                        + " silence_duration_ms:200, create_response:false, interrupt_response:true, idle_timeout_ms:null}}}}",
                "{type:'realtime', audio:{input:{turn_detection:{type:'server_vad', idle_timeout_ms:5000}}}}",
                "{type:'realtime', audio:{input:{turn_detection:{type:'semantic_vad', eagerness:'auto'}}}}",
                "{type:'realtime', audio:{input:{transcription:{model:'gpt-realtime-whisper', delay:'xhigh'},"
                        + " turn_detection:{type:'server_vad'}}}}",
                "{type:'realtime', tracing:'auto'}",
                "{type:'realtime', tracing:null, prompt:null}",
                "{type:'realtime', tracing:{workflow_name:'w', group_id:'g', metadata:{any:[1]}}}",
                "{type:'realtime', tools:[{type:'function', name:'f', description:'d', parameters:{type:'object', x:{}}}]}",
                "{type:'realtime', tools:[{type:'mcp', server_label:'l', server_url:'https://mcp.example', headers:{a:'b'},"
                        + " allowed_tools:['t'], allowed_callers:['direct'], require_approval:'never', defer_loading:true}]}",
                "{type:'realtime', tools:[{type:'mcp', server_label:'l', connector_id:'connector_gmail', headers:null,"
                        + " allowed_tools:{tool_names:['t'], read_only:true}, allowed_callers:null,"
                        + " require_approval:{always:{read_only:false}, never:{tool_names:['t']}}}]}",
                "{type:'realtime', tools:[{type:'mcp', server_label:'l', tunnel_id:'tunnel_0123456789abcdef0123456789abcdef'}]}",
                "{type:'realtime', tool_choice:'required'}",
                "{type:'realtime', tool_choice:{type:'function', name:'f'}}",
                "{type:'realtime', tool_choice:{type:'mcp', server_label:'l', name:null}}",
                "{type:'realtime', model:'gpt-realtime-2', reasoning:{effort:'minimal'}, parallel_tool_calls:false}",
                "{type:'realtime', truncation:'disabled', include:['item.input_audio_transcription.logprobs']}",
                "{type:'realtime', truncation:{type:'retention_ratio', retention_ratio:1, token_limits:{post_instructions:0}}}",
                "{type:'realtime', prompt:{id:'pmpt_1', version:null, variables:{a:'b', c:{type:'input_text'}}}}",
                "{type:'transcription', audio:{input:{transcription:{model:'gpt-live-transcribe', languages:['de'], keywords:[]},"
                        + " turn_detection:null}}, include:[]}",
                "{type:'transcription', audio:{input:{transcription:{model:'gpt-4o-transcribe', prompt:'p', language:'de'},"
                        + " noise_reduction:{type:'near_field'}, turn_detection:{type:'server_vad'}}}}"
            })
    void acceptsWhatIsDocumented(String session) throws JsonProcessingException {
        accepts("client_secrets", session(session));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                          | missing_required_parameter | session.type",
                "{type:'translation'}                                        | invalid_value     | session.type",
                "{type:1}                                                    | invalid_type      | session.type",
                "{type:'realtime', modle:'x'}                                | unknown_parameter | session.modle",
                "{type:'realtime', temperature:0.8}                          | unknown_parameter | session.temperature",
                "{type:'realtime', voice:'marin'}                            | unknown_parameter | session.voice",
                "{type:'realtime', audio:{output:{sped:1}}}                  | unknown_parameter | session.audio.output.sped",
                "{type:'realtime', audio:{output:{speed:1.51}}}              | invalid_value     | session.audio.output.speed",
                "{type:'realtime', audio:{output:{speed:0.24}}}              | invalid_value     | session.audio.output.speed",
                "{type:'realtime', audio:{output:{speed:'1'}}}               | invalid_type      | session.audio.output.speed",
                "{type:'realtime', audio:{output:{voice:'onyx'}}}            | invalid_value     | session.audio.output.voice",
                "{type:'realtime', audio:{output:{voice:{}}}}                | missing_required_parameter | session.audio.output.voice.id",
                "{type:'realtime', audio:{output:{voice:{id:'v',x:1}}}}      | unknown_parameter | session.audio.output.voice.x",
                "{type:'realtime', audio:{output:{voice:null}}}              | invalid_type      | session.audio.output.voice",
                "{type:'realtime', audio:'loud'}                             | invalid_type      | session.audio",
                "{type:'realtime', audio:null}                               | invalid_type      | session.audio",
                "{type:'realtime', audio:{input:{format:'pcm16'}}}           | invalid_type      | session.audio.input.format",
                "{type:'realtime', audio:{input:{format:{type:'audio/pcm',rate:16000}}}} | invalid_value | session.audio.input.format.rate",
                "{type:'realtime', audio:{input:{format:{type:'audio/pcmu',rate:24000}}}} | unknown_parameter | session.audio.input.format.rate",
                "{type:'realtime', audio:{input:{turn_detection:{type:'none'}}}} | invalid_value | session.audio.input.turn_detection.type",
                "{type:'realtime', audio:{input:{turn_detection:{threshold:0.5}}}} | missing_required_parameter | session.audio.input.turn_detection.type",
                "{type:'realtime', audio:{input:{turn_detection:{type:'server_vad',eagerness:'low'}}}} | unknown_parameter | session.audio.input.turn_detection.eagerness",
                "{type:'realtime', audio:{input:{turn_detection:{type:'semantic_vad',idle_timeout_ms:5000}}}} | unknown_parameter | session.audio.input.turn_detection.idle_timeout_ms",
                "{type:'realtime', audio:{input:{turn_detection:{type:'server_vad',threshold:1.1}}}} | invalid_value | session.audio.input.turn_detection.threshold",
                "{type:'realtime', audio:{input:{turn_detection:{type:'server_vad',idle_timeout_ms:4999}}}} | invalid_value | session.audio.input.turn_detection.idle_timeout_ms",
                "{type:'realtime', audio:{input:{turn_detection:{type:'server_vad',idle_timeout_ms:30001}}}} | invalid_value | session.audio.input.turn_detection.idle_timeout_ms",
                "{type:'realtime', audio:{input:{turn_detection:{type:'server_vad',prefix_padding_ms:1.5}}}} | invalid_type | session.audio.input.turn_detection.prefix_padding_ms",
                "{type:'realtime', audio:{input:{noise_reduction:{type:'far'}}}} | invalid_value | session.audio.input.noise_reduction.type",
                "{type:'realtime', output_modalities:['text','audio']}       | invalid_value     | session.output_modalities",
                "{type:'realtime', output_modalities:['video']}              | invalid_value     | session.output_modalities[0]",
                "{type:'realtime', max_output_tokens:0}                      | invalid_value     | session.max_output_tokens",
                "{type:'realtime', max_output_tokens:4097}                   | invalid_value     | session.max_output_tokens",
                "{type:'realtime', max_output_tokens:'many'}                 | invalid_value     | session.max_output_tokens",
                "{type:'realtime', instructions:null}                        | invalid_type      | session.instructions",
                "{type:'realtime', tools:[null]}                             | invalid_type      | session.tools[0]",
                "{type:'realtime', tools:{}}                                 | invalid_type      | session.tools",
                "{type:'realtime', tools:[{type:'function',strict:true}]}    | unknown_parameter | session.tools[0].strict",
                "{type:'realtime', tools:[{type:'function',parameters:'{}'}]}| invalid_type      | session.tools[0].parameters",
                "{type:'realtime', tools:[{type:'mcp',server_url:'https://x'}]} | missing_required_parameter | session.tools[0].server_label",
                "{type:'realtime', tools:[{type:'mcp',server_label:'l'}]}    | missing_required_parameter | session.tools[0].server_url",
                "{type:'realtime', tools:[{type:'mcp',server_label:'l',server_url:'https://x',connector_id:'connector_gmail'}]} | invalid_value | session.tools[0]",
                "{type:'realtime', tools:[{type:'mcp',server_label:'l',server_url:'x'}]} | invalid_value | session.tools[0].server_url",
                "{type:'realtime', tools:[{type:'mcp',server_label:'l',tunnel_id:'tunnel_1'}]} | invalid_value | session.tools[0].tunnel_id",
                "{type:'realtime', tools:[{type:'mcp',server_label:'l',connector_id:'connector_x'}]} | invalid_value | session.tools[0].connector_id",
                "{type:'realtime', tools:[{type:'mcp',server_label:'l',server_url:'https://x',headers:{a:1}}]} | invalid_type | session.tools[0].headers.a",
                "{type:'realtime', tools:[{type:'mcp',server_label:'l',server_url:'https://x',allowed_callers:[]}]} | invalid_value | session.tools[0].allowed_callers",
                "{type:'realtime', tool_choice:'any'}                        | invalid_value     | session.tool_choice",
                "{type:'realtime', tool_choice:{type:'function'}}            | missing_required_parameter | session.tool_choice.name",
                "{type:'realtime', model:'gpt-realtime', reasoning:{effort:'low'}} | invalid_value | session.reasoning",
                "{type:'realtime', model:'gpt-realtime-2025-08-28', parallel_tool_calls:true} | invalid_value | session.parallel_tool_calls",
                "{type:'realtime', model:'gpt-realtime-2', reasoning:{effort:'extreme'}} | invalid_value | session.reasoning.effort",
                "{type:'realtime', truncation:{type:'retention_ratio'}}      | missing_required_parameter | session.truncation.retention_ratio",
                "{type:'realtime', truncation:{type:'retention_ratio',retention_ratio:1.1}} | invalid_value | session.truncation.retention_ratio",
                "{type:'realtime', prompt:{version:'1'}}                     | missing_required_parameter | session.prompt.id",
                "{type:'realtime', prompt:{id:'p',variables:{a:1}}}          | invalid_type      | session.prompt.variables.a",
                "{type:'transcription', model:'whisper-1'}                   | unknown_parameter | session.model",
                "{type:'transcription', audio:{output:{}}}                   | unknown_parameter | session.audio.output",
                "{type:'transcription', audio:{input:{transcription:{model:'gpt-realtime-whisper'},turn_detection:{type:'server_vad'}}}} | invalid_value | session.audio.input.turn_detection",
                "{type:'transcription', audio:{input:{transcription:{model:'gpt-realtime-whisper',prompt:'p'}}}} | invalid_value | session.audio.input.transcription.prompt",
                "{type:'transcription', audio:{input:{transcription:{model:'whisper-1',delay:'low'}}}} | invalid_value | session.audio.input.transcription.delay",
                "{type:'transcription', audio:{input:{transcription:{model:'whisper-1',languages:['de']}}}} | invalid_value | session.audio.input.transcription.languages",
                "{type:'transcription', audio:{input:{transcription:{model:'gpt-transcribe',languages:[]}}}} | invalid_value | session.audio.input.transcription.languages"
            })
    void refusesWhatOpenAiRefuses(String session, String code, String param) throws JsonProcessingException {
        refuses("client_secrets", session(session), code, param);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{expires_after:{anchor:'created_at'}}",
                "{expires_after:{anchor:'created_at',seconds:10}}",
                "{expires_after:{anchor:'created_at',seconds:7200}}"
            })
    void acceptsLifetimes(String body) throws JsonProcessingException {
        accepts("client_secrets", json(body));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{expires_after:{seconds:60}}                          | missing_required_parameter | expires_after.anchor",
                "{expires_after:{anchor:'last_used',seconds:60}}       | invalid_value     | expires_after.anchor",
                "{expires_after:{anchor:'created_at',seconds:9}}       | invalid_value     | expires_after.seconds",
                "{expires_after:{anchor:'created_at',seconds:7201}}    | invalid_value     | expires_after.seconds",
                "{expires_after:{anchor:'created_at',seconds:60.5}}    | invalid_type      | expires_after.seconds",
                "{expires_after:{anchor:'created_at',minutes:1}}       | unknown_parameter | expires_after.minutes",
                "{expires_after:60}                                    | invalid_type      | expires_after",
                "{ttl:60}                                              | unknown_parameter | ttl",
                "{session:null}                                        | invalid_type      | session",
                "[]                                                    | invalid_type      | ''"
            })
    void refusesLifetimesAndOtherTopLevelFaults(String body, String code, String param) throws JsonProcessingException {
        refuses("client_secrets", json(body), code, param);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{model:'gpt-realtime-translate'}",
                "{model:'m', audio:{input:{transcription:null, noise_reduction:null}, output:{language:'es'}}}",
                "{model:'m', audio:{input:{transcription:{model:'t'}, noise_reduction:{type:'far_field'}}}}"
            })
    void acceptsTranslations(String session) throws JsonProcessingException {
        accepts("translation_client_secrets", session(session));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{audio:{output:{language:'es'}}}                   | missing_required_parameter | session.model",
                "{type:'translation', model:'m'}                    | unknown_parameter | session.type",
                "{model:'m', audio:{input:{language:'de'}}}         | unknown_parameter | session.audio.input.language",
                "{model:'m', instructions:'x'}                      | unknown_parameter | session.instructions",
                "{model:'m', audio:{input:{transcription:{}}}}      | missing_required_parameter | session.audio.input.transcription.model",
                "{model:'m', audio:{input:{noise_reduction:{}}}}    | missing_required_parameter | session.audio.input.noise_reduction.type"
            })
    void refusesWhatIsNoTranslation(String session, String code, String param) throws JsonProcessingException {
        refuses("translation_client_secrets", session(session), code, param);
    }

    @Test
    void aTranslationNeedsASession() throws JsonProcessingException {
        refuses("translation_client_secrets", json("{}"), "missing_required_parameter", "session");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "legacy_realtime      | {}",
                "legacy_realtime      | {model:'gpt-4o-realtime-preview', modalities:['text','audio'], voice:'alloy', temperature:0.6, turn_detection:null}",
                "legacy_realtime      | {input_audio_transcription:{model:'whisper-1'}, turn_detection:{type:'semantic_vad', eagerness:'low'}, tool_choice:'auto', max_response_output_tokens:'inf'}",
                "legacy_transcription | {input_audio_transcription:{model:'gpt-4o-transcribe', language:'de'}, input_audio_format:'g711_ulaw', turn_detection:{threshold:0.4}}"
            })
    void acceptsTheLegacyShapes(String object, String body) throws JsonProcessingException {
        accepts(object, json(body));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "legacy_realtime      | {client_secret:{expires_after:{anchor:'created_at',seconds:60}}} | unknown_parameter | client_secret",
                "legacy_realtime      | {expires_after:{anchor:'created_at',seconds:60}}  | unknown_parameter | expires_after",
                "legacy_realtime      | {session:{type:'realtime'}}                       | unknown_parameter | session",
                "legacy_realtime      | {output_modalities:['text']}                      | unknown_parameter | output_modalities",
                "legacy_realtime      | {temperature:1.3}                                 | invalid_value     | temperature",
                "legacy_realtime      | {model:'gpt-realtime-2.1'}                        | invalid_value     | model",
                "legacy_realtime      | {turn_detection:{type:'server_vad',x:1}}          | unknown_parameter | turn_detection.x",
                "legacy_transcription | {client_secret:{expires_at:{anchor:'created_at'}}} | unknown_parameter | client_secret",
                "legacy_transcription | {model:'whisper-1'}                               | unknown_parameter | model",
                "legacy_transcription | {input_audio_format:'mp3'}                        | invalid_value     | input_audio_format"
            })
    void refusesWhatTheLegacyEndpointsRefuse(String object, String body, String code, String param)
            throws JsonProcessingException {
        refuses(object, json(body), code, param);
    }

    @Test
    void thePathOfAFaultInsideAListNamesItsPlace() throws JsonProcessingException {
        refuses(
                "client_secrets",
                session(
                        "{type:'realtime', tools:[{type:'function'},{type:'mcp',server_label:'l',server_url:'https://x',"
                                + "allowed_tools:['a',2]}]}"),
                "invalid_type",
                "session.tools[1].allowed_tools[1]");
    }
}
