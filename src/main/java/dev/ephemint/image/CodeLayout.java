package dev.ephemint.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.graalvm.nativeimage.hosted.Feature;

/**
 * Lays the functions that starts and requests run side by side in the native binary, in the order of their first run. GraalVM sorts
 * all functions by name: the sixth of them that ever runs lies in two thirds of the pages, each of which costs a start time and
 * the process memory.
 *
 * <p>GraalVM has no public way to do so; where it changes, the native build fails here.
 */
public final class CodeLayout implements Feature {

    private static final String FIRST = "/META-INF/native-image/dev.ephemint/functions-in-order";
    private static final String SINGLETONS = "com.oracle.svm.hosted.ImageSingletonsSupportImpl$HostedManagement";
    private static final String LAYOUTER = "com.oracle.svm.hosted.code.CodeSectionLayouter";

    @Override
    public String getDescription() {
        return "Lays the functions of starts and requests side by side";
    }

    @Override
    public void beforeCompilation(BeforeCompilationAccess access) {
        try {
            Class<?> layouter = Class.forName(LAYOUTER);
            Class<?> singletons = Class.forName(SINGLETONS);
            Method current = singletons.getDeclaredMethod("get");
            current.setAccessible(true);
            Field objects = singletons.getDeclaredField("configObjects");
            objects.setAccessible(true);
            if (replace((Map<?, ?>) objects.get(current.invoke(null)), layouter) == null) {
                throw new ClassNotFoundException(LAYOUTER);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this GraalVM lays functions out in a way that is not known here", e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Object replace(Map<?, ?> singletons, Class<?> layouter) {
        return ((Map<Class<?>, Object>) singletons)
                .computeIfPresent(
                        layouter,
                        (key, byName) -> Proxy.newProxyInstance(
                                layouter.getClassLoader(), new Class<?>[] {layouter}, firstThingsFirst(byName)));
    }

    private static InvocationHandler firstThingsFirst(Object byName) {
        Map<String, Integer> places = places();
        return (proxy, method, arguments) -> {
            Object result = method.invoke(byName, arguments);
            if (!(result instanceof List<?> sorted)) {
                return result;
            }
            List<Object> functions = new ArrayList<>(sorted);
            Map<Object, Integer> placed = new HashMap<>();
            for (Object function : functions) {
                placed.put(function, places.getOrDefault(name(function), Integer.MAX_VALUE));
            }
            functions.sort(Comparator.comparing(placed::get));
            return functions;
        };
    }

    /** The symbol of a function without the digest of class and signature, which tell overloads apart. */
    private static String name(Object function) throws ReflectiveOperationException {
        String symbol =
                (String) function.getClass().getMethod("getUniqueShortName").invoke(function);
        return symbol.substring(0, symbol.lastIndexOf('_'));
    }

    static Map<String, Integer> places() {
        try (InputStream in = CodeLayout.class.getResourceAsStream(FIRST)) {
            Map<String, Integer> places = new HashMap<>();
            for (String name : new String(in.readAllBytes(), StandardCharsets.US_ASCII).split("\n")) {
                places.putIfAbsent(name, places.size());
            }
            return places;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
