package dev.ephemint.config;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import dev.ephemint.config.Fault.Severity;

import static java.util.stream.Collectors.joining;

/** Collects faults, so that one run reports all of them. Not thread-safe. */
public final class Faults {

    private final List<Fault> found = new ArrayList<>();

    /** Adds a fault that stops start-up, at the place of {@code node}. */
    public void error(ConfigNode node, String wrong, String right) {
        add(new Fault(Severity.ERROR, node.origin(), node.key(), wrong, right));
    }

    /** Adds a warning at the place of {@code node}. */
    public void warning(ConfigNode node, String wrong, String right) {
        add(new Fault(Severity.WARNING, node.origin(), node.key(), wrong, right));
    }

    /** Adds {@code fault}. */
    public void add(Fault fault) {
        if (!found.contains(fault)) {
            found.add(fault);
        }
    }

    /** Adds all of {@code others}. */
    public void addAll(Faults others) {
        others.found.forEach(this::add);
    }

    /** Everything found so far, in the order of finding. */
    public List<Fault> all() {
        return List.copyOf(found);
    }

    /** The faults that stop start-up. */
    public List<Fault> errors() {
        return found.stream().filter(Fault::stopsStart).toList();
    }

    /** The faults that do not. */
    public List<Fault> warnings() {
        return found.stream().filter(fault -> !fault.stopsStart()).toList();
    }

    /** Forgets faults that turn out to be none. */
    public void forget(Predicate<Fault> none) {
        found.removeIf(none);
    }

    /** Gives every fault a better place, such as the line of the file. */
    public void relocate(UnaryOperator<Fault> place) {
        found.replaceAll(place);
    }

    /** Whether nothing stops start-up. */
    public boolean none() {
        return errors().isEmpty();
    }

    /** All errors, one a line. */
    @Override
    public String toString() {
        return errors().stream().map(Fault::toString).collect(joining("\n"));
    }
}
