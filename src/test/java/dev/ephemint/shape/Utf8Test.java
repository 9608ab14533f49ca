package dev.ephemint.shape;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

class Utf8Test {

    private static final String[] TEXTS = {"plain", "Grüße", "€", "\ud83d\ude00", "\ufffd", "\u0000", "\udbff\udfff"};

    /** Bytes that are no UTF-8, or only nearly: overlong, a surrogate, beyond Unicode, cut off, U+FFFD. */
    private static final int[][] ODD = {
        {0xC0, 0x80}, {0xED, 0xA0, 0x80}, {0xF4, 0x90, 0x80, 0x80}, {0xE2, 0x82}, {0x80}, {0xFF}, {0xEF, 0xBF, 0xBD}
    };

    @Provide
    Arbitrary<byte[]> texts() {
        return Arbitraries.randomValue(random -> {
            ByteBuffer bytes = ByteBuffer.allocate(128);
            for (int parts = random.nextInt(6); parts > 0; parts--) {
                bytes.put(TEXTS[random.nextInt(TEXTS.length)].getBytes(StandardCharsets.UTF_8));
                spoil(bytes, random);
            }
            byte[] all = new byte[bytes.position()];
            bytes.get(0, all);
            return all;
        });
    }

    private static void spoil(ByteBuffer bytes, Random random) {
        switch (random.nextInt(8)) {
            case 0 -> bytes.put((byte) random.nextInt(0x100));
            case 1 -> bytes.position(bytes.position() - 1);
            case 2 -> {
                for (int odd : ODD[random.nextInt(ODD.length)]) {
                    bytes.put((byte) odd);
                }
            }
            default -> {
                // stays whole
            }
        }
    }

    @Property(seed = "20261162016", tries = 20000)
    void itIsAsStrictAsADecoderThatReportsWhatIsMalformed(@ForAll @From("texts") byte[] bytes) {
        Optional<String> strict;
        try {
            strict = Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            strict = Optional.empty();
        }
        assertThat(Utf8.text(bytes)).isEqualTo(strict);
    }
}
