package dev.ephemint.audit;

import java.util.List;
import java.util.Random;

/** Texts that break log lines, terminals and careless JSON. */
public final class Hostile {

    private static final List<String> PIECES = List.of(
            "\n",
            "\r\n",
            "\r",
            "\u0085",
            "\u2028",
            "\u2029",
            "\u001b[31m",
            "\u001b]0;title\u0007",
            "\u0000",
            "\u007f",
            "\u009b",
            "\"",
            "\\",
            "\\\"",
            "\",\"level\":\"ERROR\",\"x\":\"",
            "\"}\n{\"time\":\"2026-01-01T00:00:00Z\",\"level\":\"INFO\",\"outcome\":\"granted\"}",
            "}{",
            "</script>",
            "%n%s${jndi:ldap://x}",
            "\u202e",
            "\ufeff",
            "\ud800",
            "\udfff",
            "\ud83d\ude00",
            "ümlaut",
            "' OR 1=1 --",
            "\t");

    private Hostile() {}

    public static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int pieces = random.nextInt(12);
        for (int i = 0; i < pieces; i++) {
            text.append(
                    random.nextInt(4) == 0
                            ? String.valueOf((char) random.nextInt(0x10000))
                            : PIECES.get(random.nextInt(PIECES.size())));
        }
        return random.nextInt(50) == 0 ? text.toString().repeat(200) : text.toString();
    }
}
