package dev.ephemint.wire;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ResponseReaderTest {

    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";
    private static final int MOST = 100_000;

    /** A head and the body that followed it, and what came after both. */
    private record Read(Head head, String body, int waiting) {}

    @Test
    void readsABodyOfTheDeclaredLength() throws Exception {
        Read response = read(OK + "Content-Length: 5\r\n\r\nevent");

        assertThat(response.head().status()).isEqualTo(200);
        assertThat(response.head().reason()).isEqualTo("OK");
        assertThat(response.body()).isEqualTo("event");
        assertThat(response.waiting()).isZero();
        assertThat(response.head().keepsConnection()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200\r\n", "HTTP/1.1 200 \r\n"})
    void aStatusNeedsNoWords(String statusLine) throws Exception {
        assertThat(read(statusLine + "Content-Length: 0\r\n\r\n").head().reason())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 299, 300, 404, 500, 599})
    void anyStatusThatIsFinalIsGiven(int status) throws Exception {
        assertThat(read("HTTP/1.1 " + status + " x\r\nContent-Length: 0\r\n\r\n")
                        .head()
                        .status())
                .isEqualTo(status);
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
    void givesEveryHeaderOfAName() throws Exception {
        Head head = read(OK + "Date: a\r\nX-Date: b\r\nDATE:c\r\nContent-Length: 0\r\nDate: b\tc\u00e9\r\n\r\n")
                .head();

        assertThat(head.fields("date")).containsExactly("a", "c", "b\tc\u00e9");
        assertThat(head.field("date")).contains("a");
        assertThat(head.fields("Retry-After")).isEmpty();
    }

    @Test
    void readsChunksWhateverTheirExtensions() throws Exception {
        String response = OK + "Transfer-Encoding: Chunked\r\n\r\n3;x=y;z\r\nfir\r\n0A \r\nst, second\r\n00\r\n\r\n";

        assertThat(read(response).body()).isEqualTo("first, second");
        assertThat(read(response).head().keepsConnection()).isTrue();
    }

    @Test
    void readsTrailersAndDropsThem() throws Exception {
        Read response = read(CHUNKED + "2\r\nok\r\n0\r\nServer-Timing: x\r\nContent-Length: 9\r\n\r\n");

        assertThat(response.body()).isEqualTo("ok");
        assertThat(response.waiting()).isZero();
        assertThat(response.head().field("Server-Timing")).isEmpty();
    }

    @Test
    void passesOverInterimResponses() throws Exception {
        assertThat(read("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n" + OK
                                + "Content-Length: 2\r\n\r\nok")
                        .body())
                .isEqualTo("ok");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                OK + "A: b\r\nContent-Length: 5\r\n\r\nevent",
                CHUNKED + "2\r\nev\r\n3\r\nent\r\n0\r\nA: b\r\n\r\n",
                "HTTP/1.1 100 Continue\r\n\r\n" + OK + "Content-Length: 5\r\n\r\nevent",
                OK + "\r\nevent",
            })
    void doesNotMindHowItIsCutIntoPackets(String response) throws Exception {
        for (int size = 1; size < response.length(); size++) {
            assertThat(read(new ResponseReader(inPackets(response, size))).body())
                    .isEqualTo("event");
        }
    }

    @Test
    void readsABodyWithoutALengthToTheEndAndKeepsNothing() throws Exception {
        Read response = read(OK + "\r\nall of it");

        assertThat(response.body()).isEqualTo("all of it");
        assertThat(response.head().keepsConnection()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 0\r\n\r\n",
                OK + "Connection: close\r\nContent-Length: 0\r\n\r\n",
                OK + "connection: Keep-Alive, close\r\nContent-Length: 0\r\n\r\n",
                OK + "Connection: keep-alive\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\n\r\n",
            })
    void doesNotKeepWhatIsToBeClosed(String response) throws Exception {
        assertThat(read(response).head().keepsConnection()).isFalse();
    }

    @Test
    void keepsWhatTheServerWantsToKeep() throws Exception {
        assertThat(read(OK + "Connection: Keep-Alive\r\nContent-Length: 0\r\n\r\n")
                        .head()
                        .keepsConnection())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 204 No Content\r\n\r\n",
                "HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n",
                "HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n"
            })
    void waitsForNoBodyWhereThereNeverIsOne(String response) throws Exception {
        assertThat(read(response).body()).isEmpty();
        assertThat(read(response).head().keepsConnection()).isTrue();
    }

    @Test
    void readsResponseAfterResponse() throws Exception {
        ResponseReader responses =
                new ResponseReader(inPackets(OK + "Content-Length: 1\r\n\r\na" + OK + "Content-Length: 1\r\n\r\nb", 1));

        assertThat(read(responses).body()).isEqualTo("a");
        assertThat(read(responses).body()).isEqualTo("b");
        assertThatThrownBy(responses::head).isInstanceOf(Unanswered.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                OK + "Content-Length: 1\r\n\r\nabcd",
                CHUNKED + "1\r\na\r\n0\r\n\r\nbcd",
                "HTTP/1.1 204 No Content\r\n\r\nbcd",
            })
    void tellsWhatCameBeyondTheResponse(String response) throws Exception {
        assertThat(read(response).waiting()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage\r\n\r\n",
                "\r\n\r\n",
                "\r\n" + OK + "Content-Length: 0\r\n\r\n",
                "HTTP/2 200 OK\r\n\r\n",
                "HTTP/1. 200 OK\r\n\r\n",
                "HTTP/1.x 200 OK\r\n\r\n",
                "http/1.1 200 OK\r\n\r\n",
                "HTTP/1.1  200 OK\r\n\r\n",
                "HTTP/1.1\t200 OK\r\n\r\n",
                "HTTP/1.1 20 OK\r\n\r\n",
                "HTTP/1.1 200 O\r\u0000\u0007K\r\n\r\n",
                "HTTP/1.1 2000 OK\r\n\r\n",
                "HTTP/1.1 2a0 OK\r\n\r\n",
                "HTTP/1.1 20a OK\r\n\r\n",
                "HTTP/1.1 099 OK\r\n\r\n",
                "HTTP/1.1 600 OK\r\n\r\n",
                "HTTP/1.1 999 OK\r\n\r\n",
                "HTTP/1.1 -12 OK\r\n\r\n",
                "HTTP/1.1 20\r\n\r\n",
                "HTTP/1.1 200\n\n",
                OK + "no colon\r\n\r\n",
                OK + "no colon\r\nA: b\r\n\r\n",
                OK + ": no name\r\n\r\n",
                OK + "A : b\r\n\r\n",
                OK + " A: b\r\n\r\n",
                OK + "A\u00e9: b\r\n\r\n",
                OK + "A(: b\r\n\r\n",
                OK + "A: b\r\n folded\r\n\r\n",
                OK + "A: b\r\n\tfolded: more\r\n\r\n",
                OK + "A: b\nContent-Length: 0\r\n\r\n",
                OK + "A: b\rContent-Length: 0\r\n\r\n",
                OK + "A: b\u0000\r\n\r\n",
                OK + "A: \u001b[2J\r\n\r\n",
                OK + "A: b\u007f\r\n\r\n",
            })
    void refusesWhatIsNoHeadOfHttp1(String response) {
        assertThatThrownBy(() -> read(response))
                .isInstanceOf(ProtocolException.class)
                .hasMessageStartingWith("the server sent ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2\r\n",
                "\n",
                "HTTP/1.1 100 Continue\r\n\r\n220 ready\r\n",
                CHUNKED + "1\r\nab",
                CHUNKED + "1\r\na\rb",
            })
    void doesNotWaitForMoreOfWhatIsNoHttp(String start) {
        Source some = inPackets(start, 1);
        assertThatThrownBy(() -> read(new ResponseReader((bytes, from, length) -> {
                    int count = some.read(bytes, from, length);
                    assertThat(count).as("it waits").isPositive();
                    return count;
                })))
                .isInstanceOf(ProtocolException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: \r\n\r\n",
                "Content-Length: -1\r\n\r\n",
                "Content-Length: +1\r\n\r\na",
                "Content-Length: 1, 1\r\n\r\na",
                "Content-Length: 1 1\r\n\r\na",
                "Content-Length: 0x1\r\n\r\na",
                "Content-Length: a\r\n\r\na",
                "Content-Length: 99999999999999999999\r\n\r\n",
                "Content-Length: 0000000000000001\r\n\r\na",
                "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                "Content-Length: 1\r\ncontent-length: 1\r\n\r\na",
                "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n",
                "Transfer-Encoding: gzip\r\n\r\n",
                "Transfer-Encoding: \r\n\r\n",
                "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
            })
    void refusesAHeadThatLeavesTheEndOfItsBodyOpen(String rest) {
        assertThatThrownBy(() -> reader(OK + rest).head())
                .isInstanceOf(ProtocolException.class)
                .hasMessageStartingWith("the server sent ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n",
                ";x\r\n",
                "-1\r\n",
                "1\r\r\na\r\n0\r\n\r\n",
                "1\u000b\r\na\r\n0\r\n\r\n",
                "1;a\rb\r\na\r\n0\r\n\r\n",
                "1;\u0000\r\na\r\n0\r\n\r\n",
                " 1\r\na\r\n0\r\n\r\n",
                "1 1\r\na\r\n0\r\n\r\n",
                "0x1\r\na\r\n0\r\n\r\n",
                "g\r\n",
                "\u0661\r\na\r\n0\r\n\r\n",
                "1000000000000000\r\n",
                "1\r\nab\r\n0\r\n\r\n",
                "1\r\na0\r\n\r\n",
                "1\na\r\n0\r\n\r\n",
                "1\r\na\n0\r\n\r\n",
                "0\r\nno trailer\r\n\r\n",
                "0\r\ntrailer\r\n\r\n",
                "0\r\nA: b\r\n folded\r\n\r\n",
                "0\r\nA: b\n\r\n",
            })
    void refusesChunksThatAreNone(String rest) {
        assertThatThrownBy(() -> read(CHUNKED + rest))
                .isInstanceOf(ProtocolException.class)
                .hasMessageStartingWith("the server sent ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 2",
                OK + "Content-Le",
                OK + "Content-Length: 5\r\n\r\n",
                OK + "Content-Length: 5\r\n\r\neven",
                CHUNKED + "5\r\neve",
                CHUNKED + "5\r\nevent\r\n",
                CHUNKED + "5\r\nevent\r\n0\r\n",
                CHUNKED + "5\r\nevent\r\n0\r\nA: b\r\n",
                "HTTP/1.1 100 Continue\r\n\r\n",
            })
    void saysThatAResponseEndedTooEarly(String response) {
        assertThatThrownBy(() -> read(response))
                .isInstanceOf(EOFException.class)
                .hasMessageStartingWith("the response ended ");
    }

    @Test
    void saysHowMuchOfABodyIsMissing() {
        assertThatThrownBy(() -> read(OK + "Content-Length: 5\r\n\r\neven"))
                .hasMessage("the response ended 1 bytes before it should");
    }

    @Test
    void tellsAConnectionThatEndedBeforeAResponse() {
        assertThatThrownBy(() -> read("")).isInstanceOf(Unanswered.class);
        IOException reset = new IOException("Connection reset");
        assertThatThrownBy(() -> new ResponseReader((bytes, from, length) -> {
                            throw reset;
                        })
                        .head())
                .isInstanceOf(Unanswered.class)
                .hasCause(reset);
    }

    @Test
    void aSourceThatWaitedTooLongHasNotEnded() {
        assertThatThrownBy(() -> new ResponseReader((bytes, from, length) -> {
                            throw new SocketTimeoutException();
                        })
                        .head())
                .isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void boundsTheHead() throws Exception {
        String start = OK + "Content-Length: 0\r\nA: ";
        String longest = "a".repeat(Incoming.MOST_HEAD - start.length() - 4);

        assertThat(read(start + longest + "\r\n\r\n").head().field("a")).contains(longest);
        assertThatThrownBy(() -> read(start + longest + "a\r\n\r\n")).hasMessageContaining("more than 16384 bytes");
    }

    @Test
    void boundsWhatStandsAroundChunks() throws Exception {
        String extension = ";" + "x".repeat(Incoming.MOST_HEAD - 4);
        assertThat(read(CHUNKED + "1" + extension + "\r\na\r\n0\r\n\r\n").body())
                .isEqualTo("a");
        assertThatThrownBy(() -> read(CHUNKED + "1x" + extension + "\r\na\r\n0\r\n\r\n"))
                .hasMessageContaining("more than 16384 bytes");

        String trailer = "A:" + "x".repeat(1022) + "\r\n";
        assertThat(read(CHUNKED + "0\r\n" + trailer.repeat(16) + "\r\n").body()).isEmpty();
        assertThatThrownBy(() -> read(CHUNKED + "0\r\n" + trailer.repeat(16) + "A:\r\n\r\n"))
                .hasMessageContaining("more than 16384 bytes");
    }

    @Test
    void takesTheLongestBodyHoweverItComes() throws Exception {
        String most = "a".repeat(MOST);

        assertThat(read(OK + "Content-Length: 100000\r\n\r\n" + most).body()).isEqualTo(most);
        assertThat(read(OK + "\r\n" + most).body()).isEqualTo(most);
        assertThat(read(CHUNKED + "186a0\r\n" + most + "\r\n0\r\n\r\n").body()).isEqualTo(most);
        assertThat(read(CHUNKED + "1869f\r\n" + most.substring(1) + "\r\n1\r\na\r\n0\r\n\r\n")
                        .body())
                .isEqualTo(most);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                OK + "Content-Length: 100001\r\n\r\n",
                OK + "Content-Length: 999999999999999\r\n\r\n",
                CHUNKED + "186a1\r\n",
                CHUNKED + "1\r\na\r\n186a0\r\n",
                CHUNKED + "1\r\na\r\nfffffffffffffff\r\n",
            })
    void refusesALongerBodyBeforeItComes(String start) throws Exception {
        ResponseReader reader = reader(start);
        Head head = reader.head();

        assertThatThrownBy(() -> reader.body(head, MOST))
                .isInstanceOf(TooLong.class)
                .hasMessage("the server sent a body of more than 100000 bytes");
    }

    @Test
    void doesNotWaitForTheEndOfABodyWithoutOne() throws Exception {
        byte[] endless = (OK + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        ResponseReader reader = new ResponseReader((bytes, from, length) -> {
            int count = Math.min(length, endless.length);
            System.arraycopy(endless, 0, bytes, from, count);
            return count;
        });
        Head head = reader.head();

        assertThatThrownBy(() -> reader.body(head, MOST)).isInstanceOf(TooLong.class);
    }

    @Test
    void printsNothingThatCameWithTheEvent() throws Exception {
        Head head = read(OK + "Lambda-Runtime-Client-Context: CANARY\r\nContent-Length: 6\r\n\r\nCANARY")
                .head();

        assertThat(head).hasToString("Head[200]");
    }

    private static Read read(String text) throws IOException {
        return read(reader(text));
    }

    private static Read read(ResponseReader reader) throws IOException {
        Head head = reader.head();
        byte[] body = reader.body(head, MOST);
        return new Read(head, new String(body, StandardCharsets.ISO_8859_1), reader.waiting());
    }

    private static ResponseReader reader(String text) {
        return new ResponseReader(inPackets(text, Integer.MAX_VALUE));
    }

    private static Source inPackets(String text, int size) {
        InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
        return (bytes, from, length) -> in.read(bytes, from, Math.min(length, size));
    }
}
