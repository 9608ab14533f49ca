package dev.ephemint.preset;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ephemint.config.ConfigNode;
import dev.ephemint.config.ConfigNode.Branch;
import dev.ephemint.config.ConfigNode.Sequence;
import dev.ephemint.config.Fault;
import dev.ephemint.config.Faults;
import dev.ephemint.session.Breach;
import dev.ephemint.session.Kind;
import dev.ephemint.session.Retirements;
import dev.ephemint.session.SessionRules;

/** Checks a session as a whole, on a given day. */
record SessionCheck(Kind kind, LocalDate today) {

    private static final Pattern STEP = Pattern.compile("([^.\\[\\]]+)|\\[(\\d+)]");

    /** Every rule that {@code session} breaks, and what of it OpenAI switches off. */
    List<Breach> breaches(JsonNode session) {
        List<Breach> breaches = new ArrayList<>(SessionRules.check(kind, session));
        breaches.addAll(Retirements.check(kind, session, today));
        return breaches;
    }

    /** Reports {@code breaches} at their places below {@code node}, where the session is written. */
    static void report(List<Breach> breaches, ConfigNode node, Faults faults) {
        breaches.forEach(breach -> {
            ConfigNode place = place(node, breach.path());
            faults.add(new Fault(breach.severity(), place.origin(), place.key(), breach.wrong(), breach.right()));
        });
    }

    /** The node at {@code path}, or the nearest around it: a rule may miss something, or {@code extra} may have brought it. */
    private static ConfigNode place(ConfigNode node, String path) {
        ConfigNode at = node;
        Matcher steps = STEP.matcher(path);
        while (steps.find()) {
            ConfigNode below = null;
            if (steps.group(1) != null && at instanceof Branch branch) {
                below = branch.children().get(steps.group(1));
            } else if (steps.group(2) != null && at instanceof Sequence list) {
                int index = Integer.parseInt(steps.group(2));
                below = index < list.items().size() ? list.items().get(index) : null;
            }
            if (below == null) {
                return at;
            }
            at = below;
        }
        return at;
    }
}
