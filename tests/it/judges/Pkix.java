import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Java's PKIX as a second judge of client certificates.
 *
 * <p>Each line of standard input is a case: name, file of the chain (end entity first), file of the
 * roots, moment (RFC 3339), parted by tabs. Each line of standard output is its verdict: name,
 * {@code accepts} or {@code refuses}, and Java's words, parted by tabs.
 */
public class Pkix {
    private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
    private static final String ANY_EXTENDED_KEY_USAGE = "2.5.29.37.0";

    public static void main(String[] arguments) throws Exception {
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            String[] fields = line.split("\t");
            System.out.println(fields[0] + "\t" + verdict(fields[1], fields[2], fields[3]));
        }
    }

    private static String verdict(String chainFile, String rootsFile, String moment) {
        try {
            List<X509Certificate> chain = certificates(chainFile);
            findPath(chain, certificates(rootsFile), Date.from(Instant.parse(moment)));
            checkTlsClient(chain.get(0));
            return "accepts\t";
        } catch (Exception error) {
            return "refuses\t" + words(error);
        }
    }

    private static List<X509Certificate> certificates(String file) throws Exception {
        List<X509Certificate> certificates = new ArrayList<>();
        try (var bytes = Files.newInputStream(Path.of(file))) {
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(bytes)) {
                certificates.add((X509Certificate) certificate);
            }
        }
        return certificates;
    }

    /** The path as presented, else any that can be built: {@code sun.security.validator.PKIXValidator}'s order. */
    private static void findPath(List<X509Certificate> chain, List<X509Certificate> roots, Date at) throws Exception {
        Set<TrustAnchor> anchors = new HashSet<>();
        for (X509Certificate root : roots) {
            anchors.add(new TrustAnchor(root, null));
        }
        try {
            validate(chain, roots, anchors, at);
        } catch (CertPathValidatorException error) {
            build(chain, anchors, at);
        }
    }

    private static void validate(
            List<X509Certificate> chain, List<X509Certificate> roots, Set<TrustAnchor> anchors, Date at)
            throws Exception {
        List<X509Certificate> belowTheRoot = new ArrayList<>(chain);
        belowTheRoot.removeAll(roots);
        var parameters = new PKIXParameters(anchors);
        parameters.setDate(at);
        parameters.setRevocationEnabled(false);
        var path = CertificateFactory.getInstance("X.509").generateCertPath(belowTheRoot);
        CertPathValidator.getInstance("PKIX").validate(path, parameters);
    }

    private static void build(List<X509Certificate> chain, Set<TrustAnchor> anchors, Date at) throws Exception {
        var endEntity = new X509CertSelector();
        endEntity.setCertificate(chain.get(0));
        var parameters = new PKIXBuilderParameters(anchors, endEntity);
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
        parameters.setDate(at);
        parameters.setRevocationEnabled(false);
        CertPathBuilder.getInstance("PKIX").build(parameters);
    }

    /** What {@code sun.security.validator.EndEntityChecker} asks of a TLS client besides. */
    private static void checkTlsClient(X509Certificate endEntity) throws Exception {
        boolean[] keyUsage = endEntity.getKeyUsage();
        if (keyUsage != null && !keyUsage[0]) {
            throw new Exception("KeyUsage does not allow digital signatures");
        }
        List<String> purposes = endEntity.getExtendedKeyUsage();
        if (purposes != null && !purposes.contains(CLIENT_AUTH) && !purposes.contains(ANY_EXTENDED_KEY_USAGE)) {
            throw new Exception("Extended key usage does not permit use for TLS client authentication");
        }
    }

    /** The innermost message, in one line. */
    private static String words(Throwable error) {
        while (error.getCause() != null && error.getCause() != error) {
            error = error.getCause();
        }
        String message = error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
        return message.replaceAll("\\s+", " ");
    }
}
