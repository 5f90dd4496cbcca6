package io.tallygate.admin.page;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The files of the page, packed once and kept: what a browser gets is the same bytes for as long as this process lives.
 *
 * @param version a hash of all files, so that a browser may keep each for ever
 * @param index the page itself, which names the files by their version
 * @param importMapHash the hash of the page's import map, the only script that stands in it
 */
record PageFiles(String version, String index, String importMapHash, Map<String, byte[]> packed) {

    private static final String FOLDER = "io/tallygate/admin/page/web/";
    private static final String INDEX = "index.html";

    /** Reads the files from the class path; blocks. */
    static PageFiles read() {
        try {
            Map<String, byte[]> files = new TreeMap<>();
            PathMatchingResourcePatternResolver classPath =
                    new PathMatchingResourcePatternResolver(PageFiles.class.getClassLoader());
            for (Resource resource : classPath.getResources("classpath:" + FOLDER + "**")) {
                String url = resource.getURL().toString();
                if (!url.endsWith("/") && resource.isReadable()) {
                    files.put(
                            url.substring(url.lastIndexOf(FOLDER) + FOLDER.length()), resource.getContentAsByteArray());
                }
            }
            return of(files);
        } catch (IOException e) {
            throw new UncheckedIOException("the files of the page cannot be read", e);
        }
    }

    private static PageFiles of(Map<String, byte[]> files) throws IOException {
        MessageDigest all = sha256();
        files.forEach((path, bytes) -> {
            all.update(path.getBytes(StandardCharsets.UTF_8));
            all.update(bytes);
        });
        String version = HexFormat.of().formatHex(all.digest(), 0, 8);
        byte[] template = files.remove(INDEX);
        if (template == null) {
            throw new IOException("there is no " + FOLDER + INDEX);
        }
        String index = new String(template, StandardCharsets.UTF_8)
                .replace("{preloads}", preloads(files))
                .replace("{version}", version);
        Map<String, byte[]> packed = new TreeMap<>();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            packed.put(file.getKey(), pack(file.getValue()));
        }
        return new PageFiles(version, index, importMapHash(index), packed);
    }

    /** Modules import each other: without a hint a browser would learn of each only after the one before. */
    private static String preloads(Map<String, byte[]> files) {
        return files.keySet().stream()
                .filter(path -> path.endsWith(".js") && !path.startsWith("lib/echarts/"))
                .map(path -> "<link rel=\"modulepreload\" href=\"assets/{version}/" + path + "\">")
                .collect(Collectors.joining("\n"));
    }

    private static String importMapHash(String index) {
        String begin = "<script type=\"importmap\">";
        int from = index.indexOf(begin) + begin.length();
        String map = index.substring(from, index.indexOf("</script>", from));
        return "sha256-" + Base64.getEncoder().encodeToString(sha256().digest(map.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] pack(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    /** A file as gzip packed it; null if there is none. */
    byte @Nullable [] packed(String path) {
        return packed.get(path);
    }

    /** The same file for a client that takes no gzip. */
    static byte[] unpack(byte[] packed) {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return gzip.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("packed by this process, and not readable", e);
        }
    }
}
