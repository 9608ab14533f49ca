package dev.ephemint.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class WorkflowTest {
    private static final Path GITHUB = Path.of(".github");

    static Stream<Path> workflows() throws IOException {
        try (Stream<Path> files = Files.list(GITHUB.resolve("workflows"))) {
            return files.sorted().toList().stream();
        }
    }

    private static Node read(Path workflow) {
        return Template.parse(workflow.toString(), Template.text(workflow)).root();
    }

    private static List<Node> jobs(Path workflow) {
        return List.copyOf(read(workflow).get("jobs").fields().values());
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void pinsEachActionByCommitAndNamesItsRelease(Path workflow) {
        assertThat(Template.text(workflow).lines().filter(line -> line.contains("uses: ")))
                .allMatch(line -> line.matches("\\s+uses: \\./\\.github/workflows/[a-z]+\\.yml")
                        || line.matches("\\s+- uses: [A-Za-z0-9_./-]+@[0-9a-f]{40} # v[0-9]+\\.[0-9]+\\.[0-9]+"));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void givesNoPermissionUnlessAJobAsks(Path workflow) {
        assertThat(Template.text(workflow)).contains("\npermissions: {}\n");
        assertThat(jobs(workflow)).allMatch(job -> job.get("permissions").present());
        assertThat(jobs(workflow))
                .noneMatch(job -> job.get("permissions").text().contains("-all"));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void boundsEachJobAndFixesItsImage(Path workflow) {
        assertThat(jobs(workflow))
                .filteredOn(job -> !job.get("uses").present())
                .allMatch(job -> job.get("timeout-minutes").present())
                .noneMatch(job -> job.get("runs-on").text().contains("latest"));
    }

    /** What an outsider writes into a branch name or a title must not become a command. */
    @ParameterizedTest
    @MethodSource("workflows")
    void putsNothingOfTheEventIntoACommand(Path workflow) {
        assertThat(Template.text(workflow)).doesNotContain("pull_request_target");
        assertThat(jobs(workflow).stream().flatMap(job -> job.get("steps").items().stream()))
                .noneMatch(step -> step.get("run").text().contains("${{ github."));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void leavesNoTokenBehindInTheCheckout(Path workflow) {
        assertThat(jobs(workflow).stream().flatMap(job -> job.get("steps").items().stream()))
                .filteredOn(step -> step.get("uses").text().startsWith("actions/checkout@"))
                .allMatch(step -> step.get("with", "persist-credentials").text().equals("false"));
    }
}
