package dev.ephemint.wire;

import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RequestTest {

    @Test
    void isHeadAndBodyInOnePiece() throws Exception {
        Request request = new Request("POST", "/v1/a?b=c");
        request.header("Host", "localhost:1");
        request.header("X-Note", " ~");
        ByteBuffer body = ByteBuffer.wrap("__{\"ä\":1}".getBytes(StandardCharsets.UTF_8));
        body.position(2);

        assertThat(request.bytes(body))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("POST /v1/a?b=c HTTP/1.1\r\nHost: localhost:1\r\nX-Note:  ~\r\n"
                        + "Content-Length: 8\r\n\r\n{\"ä\":1}");
        assertThat(body.hasRemaining()).isFalse();
    }

    @Test
    void hasNoLengthWithoutABody() throws Exception {
        assertThat(new Request("GET", "").bytes()).asString().isEqualTo("GET / HTTP/1.1\r\n\r\n");
        assertThat(new Request("POST", "/").bytes(ByteBuffer.allocate(0)))
                .asString()
                .isEqualTo("POST / HTTP/1.1\r\nContent-Length: 0\r\n\r\n");
    }

    @Test
    void noControlAndNothingBeyondLatin1GetsIntoAHeader() {
        for (int c = 0; c <= Character.MAX_VALUE; c++) {
            String value = "Bearer sk-" + (char) c + "X: y";
            assertThat(Request.isHeader("A", value))
                    .as("%x", c)
                    .isEqualTo(c == '\t' || c >= ' ' && c != 0x7f && c <= 0xff);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "A ", "a b", "a:b", "a\r\nb", "a\nb", "a\u0000", "ä", "a\u007f", "(a)", "a/b"})
    void noNameIsAnythingButAToken(String name) {
        assertThat(Request.isHeader(name, "x")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length", "content-length", "Transfer-Encoding", "TRANSFER-encoding"})
    void noHeaderMovesTheEndOfTheRequest(String name) throws Exception {
        Request request = new Request("POST", "/");

        assertThatThrownBy(() -> request.header(name, "0")).isInstanceOf(ProtocolException.class);
        assertThat(request.bytes(ByteBuffer.wrap(new byte[1])))
                .asString()
                .isEqualTo("POST / HTTP/1.1\r\nContent-Length: 1\r\n\r\n\u0000");
    }

    @ParameterizedTest
    @CsvSource({"'Authorization', 'sk-CANARY\r\nX: y'", "'a\r\nb', 'sk-CANARY'"})
    void aRefusalDoesNotTellTheValueNorBreakTheLog(String name, String value) throws Exception {
        Request request = new Request("POST", "/");

        assertThatThrownBy(() -> request.header(name, value))
                .isInstanceOf(ProtocolException.class)
                .hasMessageMatching("no header that can be sent: (Authorization|a\\?\\?b)");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "/a b", "/a HTTP/1.1\r\nX: y", "/ä", "/a\u0000", "/a\u007f", "/a\t"})
    void noTargetIsMoreThanOneWord(String target) {
        assertThatThrownBy(() -> new Request("GET", target)).isInstanceOf(ProtocolException.class);
    }

    @Test
    void printsNoHeader() throws Exception {
        Request request = new Request("POST", "/");
        request.header("Authorization", "sk-CANARY");

        assertThat(request).hasToString("Request[POST]");
    }
}
