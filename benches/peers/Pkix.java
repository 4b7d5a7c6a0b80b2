import java.io.*;
import java.nio.file.*;
import java.security.cert.*;
import java.security.cert.Certificate;
import java.util.*;

/** Java's PKIX on every chain of a folder: Pkix ROOT FOLDER COUNT; prints how many are accepted. */
class Pkix {
    public static void main(String[] arguments) throws Exception {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        X509Certificate root;
        try (InputStream input = Files.newInputStream(Path.of(arguments[0]))) {
            root = (X509Certificate) factory.generateCertificate(input);
        }
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(java.time.Instant.parse("2026-11-24T00:00:00Z")));
        CertPathValidator validator = CertPathValidator.getInstance("PKIX");
        int accepted = 0;
        for (int number = 0; number < Integer.parseInt(arguments[2]); number++) {
            List<Certificate> chain = new ArrayList<>();
            try (InputStream input = Files.newInputStream(Path.of(arguments[1], number + ".pem"))) {
                chain.addAll(factory.generateCertificates(input));
            }
            X509Certificate leaf = (X509Certificate) chain.get(0);
            boolean client = leaf.getExtendedKeyUsage().contains("1.3.6.1.5.5.7.3.2");
            try {
                validator.validate(factory.generateCertPath(chain), parameters);
                accepted += client ? 1 : 0;
            } catch (CertPathValidatorException refused) {
                // Counted by what is missing.
            }
        }
        System.out.println(accepted);
    }
}
