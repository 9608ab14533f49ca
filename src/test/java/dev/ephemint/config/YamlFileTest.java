package dev.ephemint.config;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class YamlFileTest {

    private final Faults faults = new Faults();

    @Test
    void aKeyIsFoundOnItsLine() {
        YamlFile file = parse("""
                # a comment
                root:
                  list:
                    - {a: 1, "b.c": 2}
                    -
                      a: |
                        text
                """);

        assertThat(file.place("root.list[0].a")).isEqualTo("f.yaml:4");
        assertThat(file.place("root.list[0].\"b.c\"")).isEqualTo("f.yaml:4");
        assertThat(file.place("root.list[1].a")).isEqualTo("f.yaml:6");
        assertThat(faults.all()).isEmpty();
    }

    @Test
    void whatIsNotInTheFileIsPlacedAtTheNearestGroupAroundIt() {
        YamlFile file = parse("root:\n  group:\n    a: 1\n");

        assertThat(file.place("root.group.missing.below")).isEqualTo("f.yaml:2");
        assertThat(file.place("elsewhere")).isEqualTo("f.yaml");
    }

    @Test
    void nullsAndEmptyGroupsAreToldEmptyTextAndListsAreNot() {
        YamlFile file = parse("root: {a: , b: ~, c: null, d: {}, e: '', f: [], g: [null, 1], h: 'null'}");

        assertThat(file.dropped())
                .extracting(ConfigNode::key)
                .containsExactly("root.a", "root.b", "root.c", "root.d", "root.g[0]");
    }

    @Test
    void onlyTheRootIsLookedAt() {
        YamlFile file = parse("other: {a: 1, a: 2, b: }\nroot: {a: 1}\n");

        assertThat(file.dropped()).isEmpty();
        assertThat(faults.all()).isEmpty();
    }

    @Test
    void sectionsOfOtherProfilesAreNotLookedAt() {
        parse("\"%dev\": {root: {a: 1, a: 2}}\nroot: {a: 1}\n");
        assertThat(faults.all()).isEmpty();

        parse("\"%test,prod\": {root: {a: 1, a: 2}}\nroot: {a: 1}\n");
        assertThat(faults.errors()).extracting(Fault::key).containsExactly("root.a");
    }

    @Test
    void aSectionForAProfileMayRepeatWhatItReplaces() {
        YamlFile file = parse("root: {a: 1}\n\"%prod\":\n  root: {a: 2}\n");

        assertThat(faults.all()).isEmpty();
        assertThat(file.place("root.a")).isEqualTo("f.yaml:3");
    }

    @Test
    void mergedGroupsRepeatNothing() {
        parse("root: {a: &a {x: 1, y: 2}, b: {<<: *a, y: 3}, c: *a}");

        assertThat(faults.all()).isEmpty();
    }

    @Test
    void aGroupInsideItselfEnds() {
        parse("root: &a {x: 1, self: *a}");

        assertThat(faults.all()).isEmpty();
    }

    @Test
    void brokenYamlIsToldWithItsLineAndWithoutItsText() {
        parse("root:\n  key: sk-secret\n bad: [\n");

        assertThat(faults.errors()).singleElement().satisfies(fault -> {
            assertThat(fault.origin()).startsWith("f.yaml:");
            assertThat(fault.wrong()).startsWith("it is no YAML: ").doesNotContain("sk-secret");
        });
    }

    @Test
    void anEmptyFileIsEmpty() {
        assertThat(parse("").isEmpty()).isTrue();
        assertThat(parse("# nothing\n").isEmpty()).isTrue();
        assertThat(parse("- a\n").isEmpty()).isTrue();
        assertThat(parse("root:\n").isEmpty()).isFalse();
    }

    private YamlFile parse(String text) {
        return YamlFile.parse("f.yaml", text, "root", List.of("prod"), faults);
    }
}
