package dev.ephemint.session;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ephemint.session.SessionRules.Rule;

/** What tools need beyond the fields of each. */
final class ToolRules {

    private static final List<String> PLACES = List.of("server_url", "connector_id", "tunnel_id");
    private static final Set<String> WORDS = Set.of("none", "auto", "required");

    static final List<Rule> ALL = List.of(
            new Rule(
                    "An MCP tool names exactly one of `server_url`, `connector_id` and `tunnel_id`.",
                    "OpenAI spec, MCPTool.server_url",
                    ToolRules::oneServer),
            new Rule(
                    "No two functions have the same `name`, no two MCP tools the same `server_label`.",
                    "OpenAI spec, MCPTool.server_label: it identifies the server in tool calls",
                    ToolRules::uniqueNames),
            new Rule(
                    "`parameters` is a JSON Schema of type `object`.",
                    "OpenAI function calling guide: parameters is the JSON Schema of an object",
                    ToolRules::parameters),
            new Rule(
                    "`tool_choice` names a tool that the session has.",
                    "OpenAI spec, ToolChoiceFunction, ToolChoiceMCP",
                    ToolRules::choice));

    private ToolRules() {}

    private static void oneServer(Examined session) {
        JsonNode tools = session.at("tools");
        for (int i = 0; i < tools.size(); i++) {
            JsonNode tool = tools.get(i);
            if (type(tool).equals("mcp")) {
                List<String> given = PLACES.stream().filter(tool::has).toList();
                if (given.size() != 1) {
                    session.error(
                            "tools[" + i + "]",
                            given.isEmpty()
                                    ? "it does not say where the server is"
                                    : "it has " + String.join(" and ", given),
                            "give exactly one of " + String.join(", ", PLACES));
                }
            }
        }
    }

    private static void uniqueNames(Examined session) {
        JsonNode tools = session.at("tools");
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < tools.size(); i++) {
            String key = type(tools.get(i)).equals("mcp") ? "server_label" : "name";
            JsonNode name = tools.get(i).path(key);
            if (name.isTextual() && !seen.add(key + name.textValue())) {
                session.error(
                        "tools[" + i + "]." + key,
                        "another tool of this session has the same " + key,
                        "give each tool its own");
            }
        }
    }

    private static void parameters(Examined session) {
        JsonNode tools = session.at("tools");
        for (int i = 0; i < tools.size(); i++) {
            JsonNode schema = tools.get(i).path("parameters");
            if (!schema.isObject()) {
                continue;
            }
            String path = "tools[" + i + "].parameters";
            if (!schema.path("type").asText().equals("object")) {
                session.error(
                        path,
                        "the JSON Schema is not one of an object",
                        "begin it with \"type\": \"object\"; without parameters leave it out");
            }
            if (schema.has("properties") && !schema.get("properties").isObject()) {
                session.error(path, "its properties are not an object", "give each property a JSON Schema by name");
            }
            JsonNode required = schema.path("required");
            if (!required.isMissingNode() && !isListOfText(required)) {
                session.error(path, "its required is not a list of names", "list the names of required properties");
            }
        }
    }

    private static boolean isListOfText(JsonNode list) {
        return list.isArray() && StreamSupport.stream(list.spliterator(), false).allMatch(JsonNode::isTextual);
    }

    private static void choice(Examined session) {
        JsonNode choice = session.at("tool_choice");
        if (type(choice).equals("mcp")) {
            declared(session, "mcp", "server_label", choice.path("server_label"), ".server_label");
        } else if (type(choice).equals("function")) {
            declared(session, "function", "name", choice.path("name"), ".name");
        } else if (choice.isTextual() && !WORDS.contains(choice.textValue())) {
            declared(session, "function", "name", choice, "");
        }
    }

    private static void declared(Examined session, String type, String key, JsonNode chosen, String below) {
        JsonNode tools = session.at("tools");
        boolean unsure = tools.isMissingNode() && session.session().has("tools");
        for (JsonNode tool : tools) {
            // a tool without a name is a fault by itself; it may be the one that is meant
            unsure |= !tool.isObject()
                    || type(tool).equals(type) && !tool.path(key).isTextual();
            unsure |= type(tool).equals(type) && tool.path(key).equals(chosen);
        }
        if (chosen.isTextual() && !unsure) {
            session.error(
                    "tool_choice" + below,
                    "no " + (type.equals("mcp") ? "MCP tool" : "function") + " of this session is called so",
                    "choose one of its tools, or add that tool");
        }
    }

    private static String type(JsonNode tool) {
        return tool.path("type").asText();
    }
}
