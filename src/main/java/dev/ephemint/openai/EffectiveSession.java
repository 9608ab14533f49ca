package dev.ephemint.openai;

import java.util.Optional;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The session as OpenAI says it is: what it was sent, and what it added. Most answers show three fields of it, so the rest is
 * read only where it is asked for.
 *
 * @param id OpenAI's id of the session
 * @param type such as {@code realtime}
 * @param model the model that talks
 * @param whole reads all of it, which may hold prompts and credentials; a new tree each time
 */
public record EffectiveSession(
        Optional<String> id, Optional<String> type, Optional<String> model, Supplier<ObjectNode> whole) {

    @Override
    public String toString() {
        return "EffectiveSession[…]";
    }
}
