package dev.ephemint.session;

import dev.ephemint.shape.Shape;
import dev.ephemint.shape.Struct;
import dev.ephemint.shape.Tagged;
import dev.ephemint.shape.Text;

import static dev.ephemint.shape.Shapes.choice;
import static dev.ephemint.shape.Shapes.dictionary;
import static dev.ephemint.shape.Shapes.field;
import static dev.ephemint.shape.Shapes.flag;
import static dev.ephemint.shape.Shapes.json;
import static dev.ephemint.shape.Shapes.list;
import static dev.ephemint.shape.Shapes.nullable;
import static dev.ephemint.shape.Shapes.oneOf;
import static dev.ephemint.shape.Shapes.or;
import static dev.ephemint.shape.Shapes.struct;
import static dev.ephemint.shape.Shapes.tagged;
import static dev.ephemint.shape.Shapes.text;

/** Tools that a session may call, and the choice among them. */
final class Tools {

    private static final Text NAME = text("a name of letters, digits, _ and -, at most 64", "[A-Za-z0-9_-]{1,64}");

    private static final Struct FUNCTION = struct(
            field("name", NAME, "Name of the function.").must(),
            field("description", text(), "What it does and when to call it."),
            field("parameters", json("a JSON Schema object"), "What it takes."));

    private static final Struct FILTER = struct(
            field("tool_names", list(text()), "Names of tools."),
            field("read_only", flag(), "Tools that are marked as read-only."));

    private static final Struct MCP = struct(
            field("server_label", text(), "Name of the server in tool calls.").must(),
            field("server_url", text("a URL that starts with https://", "https://\\S+"), "Where the server is."),
            field(
                    "connector_id",
                    choice(
                            "connector_dropbox",
                            "connector_gmail",
                            "connector_googlecalendar",
                            "connector_googledrive",
                            "connector_microsoftteams",
                            "connector_outlookcalendar",
                            "connector_outlookemail",
                            "connector_sharepoint"),
                    "A service connector instead of a server of your own."),
            field(
                    "tunnel_id",
                    text("tunnel_ and 32 lower-case letters or digits", "tunnel_[a-z0-9]{32}"),
                    "A tunnel to a private server instead of a URL."),
            field("authorization", text(), "OAuth access token for the server, given through ${…}."),
            field("server_description", text(), "What the server offers."),
            field(
                    "headers",
                    nullable(dictionary("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}", "an HTTP header name", text())),
                    "HTTP headers sent to the server."),
            field("allowed_tools", nullable(oneOf(list(text()), FILTER)), "The tools the model may use; default all."),
            field("allowed_callers", nullable(list(choice("direct", "programmatic"), 1, 2)), "Who may call the tools."),
            field(
                    "require_approval",
                    nullable(oneOf(
                            choice("always", "never"),
                            struct(
                                    field("always", FILTER, "Tools that need approval."),
                                    field("never", FILTER, "Tools that need none.")))),
                    "Which calls need approval; default always."),
            field("defer_loading", flag(), "Load the tool list when it is first needed."));

    private static final Tagged FUNCTION_TOOL = tagged("function", FUNCTION);

    static final Shape ALL = list(or(FUNCTION_TOOL, "mcp", MCP));

    /** The legacy endpoints know functions only. */
    static final Shape FUNCTIONS = list(FUNCTION_TOOL);

    static final Shape TOOL_CHOICE = oneOf(
            choice("none", "auto", "required"),
            or(
                    tagged(
                            "function",
                            struct(field("name", NAME, "The function to call.").must())),
                    "mcp",
                    struct(
                            field("server_label", text(), "The server to use.").must(),
                            field("name", nullable(text()), "The tool of that server; default any."))));

    /** On the legacy endpoints a bare function name is a choice too. */
    static final Shape LEGACY_TOOL_CHOICE = oneOf(choice("none", "auto", "required"), NAME);

    private Tools() {}
}
