package dev.ephemint.openai;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLHandshakeException;

import dev.ephemint.openai.OpenAiException.Reason;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FailuresTest {

    @Test
    void aConnectionThatFailsIsUnreachableAndWorthAnother() {
        for (Exception failure : new Exception[] {
            new ConnectException("EVIL"),
            new IOException("EVIL"),
            new HttpClosedException("EVIL"),
            new StreamResetException(0),
            new IllegalStateException(new IOException("EVIL"))
        }) {
            assertThat(Failures.of(failure, false).reason()).isEqualTo(Reason.UNREACHABLE);
            assertThat(Failures.of(failure, false)).message().doesNotContain("EVIL");
            assertThat(Failures.isDropped(failure)).isTrue();
        }
    }

    @Test
    void aWrongNameOrCertificateDoesNotGetBetter() {
        assertThat(Failures.isDropped(new UnknownHostException("x"))).isFalse();
        assertThat(Failures.isDropped(new SSLHandshakeException("x"))).isFalse();
        assertThat(Failures.isDropped(new IOException(new SSLHandshakeException("x"))))
                .isFalse();
        assertThat(Failures.of(new SSLHandshakeException("x"), false).reason()).isEqualTo(Reason.UNREACHABLE);
    }

    @Test
    void aTimeOutIsOne() {
        assertThat(Failures.of(new IllegalStateException(new TimeoutException()), true)
                        .reason())
                .isEqualTo(Reason.TIMEOUT);
    }

    @Test
    void aTimeOutIsNotWorthAnotherTry() {
        assertThat(Failures.of(new SocketTimeoutException(), false).reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(Failures.isDropped(new SocketTimeoutException())).isFalse();
    }

    @Test
    void whoDoesNotSpeakHttpIsReachedButNotWorthAnotherTry() {
        assertThat(Failures.of(new ProtocolException("EVIL"), false).reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(Failures.isDropped(new ProtocolException("EVIL"))).isFalse();
    }

    @Test
    void anAnswerThatCannotBeReadIsInvalid() {
        assertThat(Failures.of(new ProtocolException("EVIL"), true).reason()).isEqualTo(Reason.INVALID);
        assertThat(Failures.of(new IllegalArgumentException("EVIL"), true).reason())
                .isEqualTo(Reason.INVALID);
        assertThat(Failures.of(new IOException("cut"), true).reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(Failures.of(new IllegalArgumentException("x"), false).reason())
                .isEqualTo(Reason.UNREACHABLE);
    }

    @Test
    void whatCameTooLateOrWasTooLongHasAReasonOfItsOwn() {
        assertThat(Failures.late().reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(Failures.overlong().reason()).isEqualTo(Reason.INVALID);
    }
}
