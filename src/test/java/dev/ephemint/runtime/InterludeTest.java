package dev.ephemint.runtime;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is done between an answer and the next event, and when. */
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InterludeTest {

    private final List<String> done = new CopyOnWriteArrayList<>();
    private final Interlude interlude = new Interlude(() -> done.add("last"));
    private final RuntimeApi api = new RuntimeApi(interlude);

    @Test
    void nothingIsDoneWhileALambdaIsOnlyAskedForAnEvent() throws Exception {
        try (ScriptedApi server = new ScriptedApi(peer -> {
            peer.request();
            peer.answer("200 OK", "", "event");
        })) {
            assertThat(server.call(api, "/next").getResponseCode()).isEqualTo(200);
        }
        assertThat(done).isEmpty();
    }

    @Test
    void tasksAreDoneInTheirOrderOnceTheAnswerIsTakenAndNotAgain() throws Exception {
        try (ScriptedApi server = new ScriptedApi(peer -> {
            peer.request();
            assertThat(done).isEmpty();
            peer.answer("202 Accepted", "", "");
            peer.request();
            assertThat(done).containsExactly("first", "second", "last");
            peer.answer("200 OK", "", "event");
        })) {
            HttpURLConnection answer = answer(server);
            interlude.execute(() -> done.add("first"));
            interlude.execute(() -> done.add("second"));
            assertThat(done).isEmpty();

            assertThat(answer.getResponseCode()).isEqualTo(202);
            assertThat(server.call(api, "/next").getResponseCode()).isEqualTo(200);
            server.awaitEnd();
        }
        assertThat(done).containsExactly("first", "second", "last");
    }

    @Test
    void tasksAreDoneWhereTheAnswerIsRefused() throws Exception {
        try (ScriptedApi server = new ScriptedApi(peer -> {
            peer.request();
            peer.answer("413 Payload Too Large", "", "");
        })) {
            HttpURLConnection answer = answer(server);
            interlude.execute(() -> done.add("task"));

            assertThatThrownBy(answer::getInputStream).isInstanceOf(IOException.class);
        }
        assertThat(done).containsExactly("task", "last");
    }

    @Test
    void tasksAreDoneWhereNobodyTakesTheAnswer() throws Exception {
        HttpURLConnection answer;
        try (ScriptedApi gone = new ScriptedApi()) {
            answer = answer(gone);
        }
        interlude.execute(() -> done.add("task"));

        assertThatThrownBy(answer::getInputStream).isInstanceOf(IOException.class);

        assertThat(done).containsExactly("task", "last");
    }

    @Test
    void outsideTheNativeBinaryATaskIsDoneAtOnce() {
        Interlude.current().execute(() -> done.add("task"));

        assertThat(done).containsExactly("task");
    }

    private HttpURLConnection answer(ScriptedApi server) throws IOException {
        HttpURLConnection answer = server.call(api, "/r-1/response");
        answer.setRequestMethod("POST");
        answer.setDoOutput(true);
        answer.getOutputStream().write("{}".getBytes(StandardCharsets.UTF_8));
        return answer;
    }
}
