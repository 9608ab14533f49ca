package dev.ephemint.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class PresetFilesTest {
    @TempDir
    Path folder;

    private PresetFiles presets;

    @BeforeEach
    void start() {
        presets = new PresetFiles(folder, List.of(folder.resolve("layer/more.yml")));
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(folder.resolve(file), text);
    }

    @Test
    void collectsTheScopesOfAllPresetsInAllFiles() throws IOException {
        write("application.yaml", """
                ephemint:
                  presets:
                    a: {access: {scopes: [realtime:mint, b]}}
                    b: {access: {anonymous: true}}
                    c:
                      realtime: {tools: [{type: mcp, scopes: [not-a-scope]}]}
                """);
        write("layer/more.yml", "ephemint: {presets: {d: {access: {scopes: b}}, e: {access: {scopes: [f]}}}}");

        assertThat(presets.scopes()).containsExactly("realtime:mint", "b", "f");
        assertThat(presets.first()).contains("a");
        assertThat(presets.fault()).isEmpty();
    }

    @Test
    void seesAnEditAtOnce() throws IOException {
        write("presets.yaml", "ephemint: {presets: {a: {access: {scopes: [one]}}}}");
        assertThat(presets.scopes()).containsExactly("one");

        write("presets.yaml", "ephemint: {presets: {a: {access: {scopes: [two]}}}}");
        assertThat(presets.scopes()).containsExactly("two");
    }

    @Test
    void saysInOneLineWhereAFileIsNoYaml() throws IOException {
        write("presets.yaml", "ephemint:\n  presets:\n    a: [b\n");

        assertThat(presets.fault().orElseThrow())
                .startsWith(folder.resolve("presets.yaml") + ", line 4, column 1: ")
                .doesNotContain("\n");
        assertThat(presets.scopes()).isEmpty();
    }

    @Test
    void noPresetsAreNoFault() throws IOException {
        assertThat(new PresetFiles(folder.resolve("absent"), List.of()).scopes())
                .isEmpty();
        write("empty.yaml", "");
        write("odd.yaml", "ephemint: {presets: [1, {scopes: 2}]}");

        assertThat(presets.scopes()).isEmpty();
        assertThat(presets.fault()).isEmpty();
        assertThat(presets.first()).isEmpty();
    }
}
