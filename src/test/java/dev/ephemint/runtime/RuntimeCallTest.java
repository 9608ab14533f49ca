package dev.ephemint.runtime;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** One call, used as {@code AbstractLambdaPollLoop} does. */
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RuntimeCallTest {

    private static final String NEXT = "/2018-06-01/runtime/invocation/next";
    private static final String RESPONSE = "/2018-06-01/runtime/invocation/r-1/response";

    private final RuntimeApi api = new RuntimeApi(new Interlude(() -> {}));

    @Test
    void asksForTheNextEventInOnePiece() throws Exception {
        String[] asked = new String[1];
        try (ScriptedApi server = new ScriptedApi(peer -> {
            asked[0] = peer.request();
            peer.answer("200 OK", "Lambda-Runtime-Aws-Request-Id: r-1\r\n", "{\"event\": \"ä\"}");
        })) {
            RuntimeCall call = server.call(api, NEXT);
            call.setRequestProperty("User-Agent", "quarkus");
            assertThat(call.getInstanceFollowRedirects()).isFalse();
            assertThat(call.usingProxy()).isFalse();

            assertThat(call.getHeaderField("lambda-runtime-aws-request-id")).isEqualTo("r-1");
            assertThat(call.getHeaderField("Lambda-Runtime-Trace-Id")).isNull();
            assertThat(call.getResponseCode()).isEqualTo(200);
            assertThat(call.getResponseMessage()).isEqualTo("OK");
            assertThat(call.getErrorStream()).isNull();
            assertThat(call.getInputStream().readAllBytes())
                    .isEqualTo("{\"event\": \"ä\"}".getBytes(StandardCharsets.UTF_8));
            assertThat(asked[0])
                    .isEqualTo("GET " + NEXT + " HTTP/1.1\r\nHost: " + server.authority()
                            + "\r\nUser-Agent: quarkus\r\n\r\n");
        }
    }

    @Test
    void postsHeadersAndBodyAndReadsTheResponseAsThePollLoopDoes() throws Exception {
        String[] posted = new String[1];
        try (ScriptedApi server = new ScriptedApi(peer -> {
            posted[0] = peer.request();
            peer.answer("202 Accepted", "", "{\"status\":\"OK\"}");
        })) {
            HttpURLConnection call = post(server);
            call.setRequestProperty("Content-Type", "text/plain");
            call.setRequestProperty("content-type", "application/json");
            call.getOutputStream().write("{\"statusCode\":".getBytes(StandardCharsets.UTF_8));
            call.getOutputStream().write("200}".getBytes(StandardCharsets.UTF_8));
            call.getOutputStream().close();
            int read = 0;
            while (call.getInputStream().read() != -1) {
                read++;
            }

            assertThat(read).isEqualTo(15);
            assertThat(posted[0])
                    .startsWith("POST " + RESPONSE + " HTTP/1.1\r\n")
                    .containsIgnoringCase("\r\nContent-Type: application/json\r\n")
                    .doesNotContain("text/plain")
                    .endsWith("\r\nContent-Length: 18\r\n\r\n{\"statusCode\":200}");
        }
    }

    @Test
    void postsWithoutABodyToo() throws Exception {
        String[] posted = new String[1];
        try (ScriptedApi server = new ScriptedApi(peer -> {
            posted[0] = peer.request();
            peer.answer("202 Accepted", "", "");
        })) {
            assertThat(post(server).getInputStream().read()).isEqualTo(-1);
            assertThat(posted[0]).endsWith("\r\nContent-Length: 0\r\n\r\n");
        }
    }

    @Test
    void takesTheLargestEventAndPostsTheLargestAnswer() throws Exception {
        String event = "\"" + "e".repeat(6 * 1024 * 1024) + "\"";
        String[] posted = new String[1];
        try (ScriptedApi server = new ScriptedApi(peer -> {
            peer.request();
            peer.answer("200 OK", "", event);
            posted[0] = peer.request();
            peer.answer("202 Accepted", "", "");
        })) {
            byte[] taken = server.call(api, NEXT).getInputStream().readAllBytes();
            RuntimeCall answer = post(server);
            answer.getOutputStream().write(taken);

            assertThat(answer.getResponseCode()).isEqualTo(202);
            assertThat(posted[0].substring(posted[0].indexOf('"'))).isEqualTo(event);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400 Bad Request, java.io.IOException",
        "403 Forbidden, java.io.IOException",
        "404 Not Found, java.io.FileNotFoundException",
        "410 Gone, java.io.FileNotFoundException",
        "413 Payload Too Large, java.io.IOException",
        "500 Oh, java.io.IOException"
    })
    void refusalsHaveAStatusAndABodyButNoInput(String status, Class<? extends IOException> thrown) throws Exception {
        try (ScriptedApi server = new ScriptedApi(peer -> {
            peer.request();
            peer.answer(status, "", "{\"errorType\":\"No\"}");
        })) {
            RuntimeCall call = post(server);

            assertThat(call.getErrorStream())
                    .as("as the JDK has it, before anything is asked")
                    .isNull();
            assertThat(call.getResponseCode()).isEqualTo(Integer.parseInt(status.substring(0, 3)));
            assertThatThrownBy(call::getInputStream)
                    .isExactlyInstanceOf(thrown)
                    .hasMessage("the Lambda Runtime API answered " + status.substring(0, 3) + " to POST " + RESPONSE);
            assertThat(call.getErrorStream()).hasContent("{\"errorType\":\"No\"}");
        }
    }

    @Test
    void aTooLargeAnswerIsRefusedAndTheErrorIsPostedOverANewConnection() throws Exception {
        String[] error = new String[1];
        try (ScriptedApi server = new ScriptedApi(
                peer -> {
                    peer.request();
                    peer.answer(
                            "413 Payload Too Large",
                            "Connection: close\r\n",
                            "{\"errorType\":\"RequestEntityTooLarge\"}");
                },
                peer -> {
                    error[0] = peer.request();
                    peer.answer("202 Accepted", "", "");
                })) {
            RuntimeCall answer = post(server);
            answer.getOutputStream().write(new byte[6 * 1024 * 1024 + 1]);
            assertThatThrownBy(answer::getInputStream).hasMessageContaining(" 413 ");

            RuntimeCall report = post(server);
            report.getOutputStream().write("{}".getBytes(StandardCharsets.UTF_8));
            assertThat(report.getResponseCode()).isEqualTo(202);
            assertThat(error[0]).endsWith("{}");
        }
    }

    @Test
    void aRefusalThatComesBeforeTheWholeAnswerIsSentIsReadAllTheSame() throws Exception {
        try (ScriptedApi server = new ScriptedApi(peer -> {
            peer.head();
            peer.answer("413 Payload Too Large", "", "{}");
            peer.reset();
        })) {
            RuntimeCall answer = post(server);
            answer.getOutputStream().write(new byte[64 * 1024 * 1024]);

            assertThat(answer.getResponseCode()).isEqualTo(413);
            assertThat(answer.getErrorStream()).hasContent("{}");
        }
    }

    @Test
    void aReceiptThatComesBeforeTheWholeAnswerIsSentIsNotBelieved() throws Exception {
        try (ScriptedApi server = new ScriptedApi(peer -> {
            peer.head();
            peer.answer("202 Accepted", "", "{}");
            peer.reset();
        })) {
            RuntimeCall answer = post(server);
            answer.getOutputStream().write(new byte[64 * 1024 * 1024]);

            assertThatThrownBy(answer::getResponseCode).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void saysWhyThereIsNoResponseEachTimeItIsAsked() throws Exception {
        try (ScriptedApi server = new ScriptedApi(peer -> {
            peer.request();
            peer.say("SMTP ready\r\n\r\n");
        })) {
            RuntimeCall call = server.call(api, NEXT);

            assertThat(call.getHeaderField("Lambda-Runtime-Aws-Request-Id")).isNull();
            assertThatThrownBy(call::getResponseCode).hasMessageContaining("no status line of HTTP/1");
            assertThatThrownBy(call::getInputStream).hasMessageContaining("no status line of HTTP/1");
            assertThat(call.getErrorStream()).isNull();
            server.awaitEnd();
        }
    }

    @Test
    void aHostThatIsNotThereIsUnknownAsTheJdkHasIt() throws Exception {
        RuntimeCall call = (RuntimeCall) api.url("http://null.invalid" + NEXT).openConnection();

        assertThatThrownBy(call::getResponseCode).isInstanceOf(UnknownHostException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://127.0.0.1/", "file:/etc/hosts", "127.0.0.1:80/x"})
    void speaksNothingButHttp(String url) {
        assertThatThrownBy(() -> api.url(url)).isInstanceOf(MalformedURLException.class);
    }

    @Test
    void refusesWhatWouldMakeOtherRequestsThanMeant() throws Exception {
        RuntimeCall call = (RuntimeCall) api.url("http://127.0.0.1:1/a").openConnection();

        for (String name : List.of("Host", "content-length", "Transfer-Encoding", "a:b", "a b", "", "ä")) {
            assertThatThrownBy(() -> call.setRequestProperty(name, "x")).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> call.setRequestProperty("A", "x\r\nB: y"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> call.setRequestMethod("DELETE")).isInstanceOf(ProtocolException.class);
        assertThatThrownBy(call::getOutputStream).isInstanceOf(ProtocolException.class);
        RuntimeCall split =
                (RuntimeCall) api.url("http://127.0.0.1:1/a HTTP/1.1").openConnection();
        assertThatThrownBy(split::getResponseCode).isInstanceOf(ProtocolException.class);
    }

    @Test
    void nothingIsChangedOnceItIsSent() throws Exception {
        try (ScriptedApi server = new ScriptedApi(peer -> {
            peer.request();
            peer.answer("202 Accepted", "", "");
        })) {
            RuntimeCall call = post(server);
            call.getResponseCode();

            assertThatThrownBy(() -> call.setRequestProperty("A", "b")).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(call::getOutputStream).isInstanceOf(ProtocolException.class);
            assertThatThrownBy(() -> call.setRequestMethod("GET")).isInstanceOf(ProtocolException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("unsupported")
    void refusesWhatItDoesNotDo(ThrowingCallable asked) {
        assertThatThrownBy(asked).isInstanceOf(UnsupportedOperationException.class);
    }

    static Stream<ThrowingCallable> unsupported() throws IOException {
        RuntimeCall call = (RuntimeCall) new RuntimeApi(new Interlude(() -> {}))
                .url("http://127.0.0.1:1/a")
                .openConnection();
        return Stream.of(
                call::connect,
                call::getHeaderFields,
                call::getRequestProperties,
                () -> call.getHeaderField(0),
                () -> call.getHeaderFieldKey(0),
                () -> call.addRequestProperty("A", "b"),
                () -> call.setInstanceFollowRedirects(true),
                () -> call.setConnectTimeout(1),
                () -> call.setReadTimeout(1),
                () -> call.setIfModifiedSince(1),
                () -> call.setFixedLengthStreamingMode(1),
                () -> call.setFixedLengthStreamingMode(1L),
                () -> call.setChunkedStreamingMode(1));
    }

    private RuntimeCall post(ScriptedApi server) throws IOException {
        RuntimeCall call = server.call(api, RESPONSE);
        call.setDoOutput(true);
        call.setRequestMethod("POST");
        return call;
    }
}
