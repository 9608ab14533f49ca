package dev.ephemint.runtime;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ResponseReaderTest {

    private static final String OK = "HTTP/1.1 200 OK\r\n";

    @Test
    void readsABodyOfTheDeclaredLength() throws Exception {
        Response response = read(OK + "Content-Length: 5\r\n\r\nevent");

        assertThat(response.head().status()).isEqualTo(200);
        assertThat(response.head().reason()).isEqualTo("OK");
        assertThat(body(response)).isEqualTo("event");
        assertThat(response.keepsConnection()).isTrue();
    }

    @Test
    void findsHeadersInWhicheverCaseAndStripsThem() throws Exception {
        Head head = read(OK + "lambda-runtime-AWS-request-id: \t8476a536 \r\nEmpty:\r\nContent-Length: 0\r\n\r\n")
                .head();

        assertThat(head.field("Lambda-Runtime-Aws-Request-Id")).contains("8476a536");
        assertThat(head.field("empty")).contains("");
        assertThat(head.field("Lambda-Runtime-Aws-Request")).isEmpty();
        assertThat(head.field("OK")).isEmpty();
        assertThat(head.field("8476a536")).isEmpty();
    }

    @Test
    void readsChunksWhateverTheirExtensions() throws Exception {
        String response = OK + "Transfer-Encoding: Chunked\r\n\r\n3;x=y\r\nfir\r\n0A\r\nst, second\r\n00\r\n\r\n";

        assertThat(body(read(response))).isEqualTo("first, second");
        assertThat(read(response).keepsConnection()).isTrue();
    }

    @Test
    void passesOverInterimResponses() throws Exception {
        assertThat(body(read("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n" + OK
                        + "Content-Length: 2\r\n\r\nok")))
                .isEqualTo("ok");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                OK + "A: b\r\nContent-Length: 5\r\n\r\nevent",
                OK + "Transfer-Encoding: chunked\r\n\r\n2\r\nev\r\n3\r\nent\r\n0\r\n\r\n",
                "HTTP/1.1 100 Continue\r\n\r\n" + OK + "Content-Length: 5\r\n\r\nevent",
                OK + "\r\nevent",
            })
    void doesNotMindHowItIsCutIntoPackets(String response) throws Exception {
        assertThat(body(new ResponseReader(byteByByte(response)).read())).isEqualTo("event");
    }

    @Test
    void readsABodyWithoutALengthToTheEndAndKeepsNothing() throws Exception {
        Response response = read(OK + "\r\nall of it");

        assertThat(body(response)).isEqualTo("all of it");
        assertThat(response.keepsConnection()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n",
                OK + "Connection: close\r\nContent-Length: 0\r\n\r\n",
                OK + "connection: Keep-Alive, close\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\n\r\n",
            })
    void doesNotKeepWhatIsToBeClosed(String response) throws Exception {
        assertThat(read(response).keepsConnection()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"HTTP/1.1 204 No Content\r\n\r\n", "HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n"})
    void waitsForNoBodyWhereThereNeverIsOne(String response) throws Exception {
        assertThat(read(response).body()).isEmpty();
        assertThat(read(response).keepsConnection()).isTrue();
    }

    @Test
    void readsResponseAfterResponse() throws Exception {
        InputStream in = byteByByte(OK + "Content-Length: 1\r\n\r\na" + OK + "Content-Length: 1\r\n\r\nb");
        ResponseReader responses = new ResponseReader(in);

        assertThat(body(responses.read())).isEqualTo("a");
        assertThat(body(responses.read())).isEqualTo("b");
        assertThatThrownBy(responses::read).isInstanceOf(Unanswered.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage\r\n\r\n",
                "\r\n\r\n",
                "HTTP/2 200 OK\r\n\r\n",
                "HTTP/1.1 20 OK\r\n\r\n",
                "HTTP/1.1 2000 OK\r\n\r\n",
                "HTTP/1.1 999 OK\r\n\r\n",
                "HTTP/1.1 -12 OK\r\n\r\n",
                "HTTP/1.1 200\n\n",
                OK + "no colon\r\n\r\n",
                OK + ": no name\r\n\r\n",
                OK + "A : b\r\n\r\n",
                OK + "A: b\r\n folded\r\n\r\n",
                OK + "A: b\nContent-Length: 0\r\n\r\n",
            })
    void refusesWhatIsNoHeadOfHttp1(String response) {
        assertThatThrownBy(() -> read(response))
                .isInstanceOf(ProtocolException.class)
                .hasMessageStartingWith("the Lambda Runtime API sent ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: \r\n\r\n",
                "Content-Length: -1\r\n\r\n",
                "Content-Length: +1\r\n\r\na",
                "Content-Length: 1, 1\r\n\r\na",
                "Content-Length: 0x1\r\n\r\na",
                "Content-Length: 16777217\r\n\r\n",
                "Content-Length: 99999999999999999999\r\n\r\n",
                "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n",
                "Transfer-Encoding: gzip\r\n\r\n",
                "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n-1\r\n",
                "Transfer-Encoding: chunked\r\n\r\ng\r\n",
                "Transfer-Encoding: chunked\r\n\r\n1000001\r\n",
                "Transfer-Encoding: chunked\r\n\r\nffffffff\r\n",
                "Transfer-Encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n0\r\nTrailer: x\r\n\r\n",
                "Content-Length: 1\r\n\r\nab",
                "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nmore",
            })
    void refusesABodyWhoseEndIsNotCertain(String rest) {
        assertThatThrownBy(() -> read(OK + rest))
                .isInstanceOf(ProtocolException.class)
                .hasMessageStartingWith("the Lambda Runtime API sent ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 2",
                OK + "Content-Le",
                OK + "Content-Length: 5\r\n\r\n",
                OK + "Content-Length: 5\r\n\r\neven",
                OK + "Transfer-Encoding: chunked\r\n\r\n5\r\neve",
                OK + "Transfer-Encoding: chunked\r\n\r\n5\r\nevent\r\n",
                "HTTP/1.1 100 Continue\r\n\r\n",
            })
    void saysThatAResponseEndedTooEarly(String response) {
        assertThatThrownBy(() -> read(response))
                .isInstanceOf(EOFException.class)
                .hasMessageStartingWith("the response ended ");
    }

    @Test
    void tellsAConnectionThatEndedBeforeAResponse() {
        assertThatThrownBy(() -> read("")).isInstanceOf(Unanswered.class);
    }

    @Test
    void boundsTheHead() throws Exception {
        String start = OK + "Content-Length: 0\r\nA: ";
        String longest = "a".repeat(Incoming.MOST_HEAD - start.length() - 4);

        assertThat(read(start + longest + "\r\n\r\n").head().field("a")).contains(longest);
        assertThatThrownBy(() -> read(start + longest + "a\r\n\r\n")).hasMessageContaining("more than 16384 bytes");
    }

    @Test
    void boundsTheBodyHoweverItComes() throws Exception {
        String most = "a".repeat(ResponseReader.MOST_BODY);

        assertThat(read(OK + "Content-Length: 16777216\r\n\r\n" + most).body()).hasSize(ResponseReader.MOST_BODY);
        assertThat(read(OK + "\r\n" + most).body()).hasSize(ResponseReader.MOST_BODY);
        assertThatThrownBy(() -> read(OK + "\r\n" + most + "a")).hasMessageContaining("more than 16777216 bytes");
        String chunk = "800000\r\n" + most.substring(0, 0x800000) + "\r\n";
        assertThatThrownBy(() -> read(OK + "Transfer-Encoding: chunked\r\n\r\n" + chunk + chunk + "1\r\n"))
                .hasMessageContaining("more than 16777216 bytes");
    }

    @Test
    void printsNothingThatCameWithTheEvent() throws Exception {
        Response response = read(OK + "Lambda-Runtime-Client-Context: CANARY\r\nContent-Length: 6\r\n\r\nCANARY");

        assertThat(response + " " + response.head()).contains("200").doesNotContain("CANARY");
    }

    private static Response read(String text) throws IOException {
        return new ResponseReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1))).read();
    }

    private static String body(Response response) {
        return new String(response.body(), StandardCharsets.ISO_8859_1);
    }

    private static InputStream byteByByte(String text) {
        return new FilterInputStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1))) {
            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                return super.read(bytes, from, Math.min(length, 1));
            }
        };
    }
}
