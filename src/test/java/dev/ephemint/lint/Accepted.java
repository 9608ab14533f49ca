package dev.ephemint.lint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ephemint.config.ConfigNode.Branch;
import dev.ephemint.config.Faults;
import dev.ephemint.preset.Preset;
import dev.ephemint.session.Kind;
import dev.ephemint.settings.Declared;

/** The presets of one file in {@code presets/accepted}, and what is said about them on {@link Linted#TODAY}. */
record Accepted(List<Preset> presets, Faults faults) {

    private static final Path FOLDER = Path.of("src/test/resources/presets/accepted");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    /** Every session of {@code kind} in every file, as it is sent. */
    static List<JsonNode> all(Kind kind) throws IOException {
        List<JsonNode> sessions = new ArrayList<>();
        for (Path file : files().toList()) {
            sessions.addAll(read(file).sessions(kind));
        }
        return sessions;
    }

    static Accepted read(Path file, String... profiles) {
        Faults faults = new Faults();
        List<String> active = profiles.length == 0 ? List.of("prod") : List.of(profiles);
        LintConfig config = LintConfig.of(List.of(file), active, faults);
        Clock clock = Clock.fixed(Linted.TODAY.atStartOfDay(ZoneOffset.UTC).toInstant(), ZoneOffset.UTC);
        Declared declared = Declared.read(config.config(), config.files(), clock, faults);
        List<Preset> presets = ((Branch) declared.tree().children().get("presets"))
                .children().keySet().stream()
                        .flatMap(name -> declared.catalogue().find(name).stream())
                        .toList();
        return new Accepted(presets, faults);
    }

    /** The sessions of one kind, as they are sent; without those of {@code extra}, whose point is to be unknown. */
    List<JsonNode> sessions(Kind kind) {
        return presets.stream()
                .filter(preset -> preset.kind() == kind && !preset.name().equals(Kind.EXTRA))
                .map(Accepted::session)
                .toList();
    }

    ObjectNode sessions() {
        ObjectNode sessions = JsonNodeFactory.instance.objectNode();
        presets.forEach(preset -> sessions.set(preset.name(), session(preset)));
        return sessions;
    }

    private static JsonNode session(Preset preset) {
        try {
            return MAPPER.reader()
                    .with(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .without(com.fasterxml.jackson.databind.cfg.JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .readTree(preset.session().bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
