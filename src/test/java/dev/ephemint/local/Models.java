package dev.ephemint.local;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.ephemint.local.openai.Refused;
import dev.ephemint.local.openai.RequestRules;

/** {@code GET /v1/models/{id}}, for those that realtime endpoints take. */
final class Models {
    static final String PATH = "/v1/models/";

    private Models() {}

    static Reply answer(String id) {
        if (!RequestRules.models().contains(id)) {
            throw new Refused(404, "model_not_found", "model", "The model '" + id + "' does not exist.");
        }
        return Reply.json(
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("id", id)
                        .put("object", "model")
                        .put("created", 1_756_310_470)
                        .put("owned_by", "openai")
                        .putNull("shutdown_date"));
    }
}
