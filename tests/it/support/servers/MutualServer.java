import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.FileInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.KeyStore;
import java.security.cert.CertPathValidatorException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.StringJoiner;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * An HTTPS server that demands a client certificate below a root that it trusts. It prints its port,
 * then a line for each client: the certificates received in Base64, a tab, and why it refuses them,
 * or nothing.
 */
public final class MutualServer {
    /** Arguments: a PKCS#12 key store, its password, and the trusted roots in PEM. */
    public static void main(String[] arguments) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        char[] password = arguments[1].toCharArray();
        keys.init(keyStore(arguments[0], password), password);
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(roots(arguments[2]));
        var telling = new Telling((X509ExtendedTrustManager) trust.getTrustManagers()[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), new TrustManager[] {telling}, null);
        HttpsServer server = serve(context);
        System.out.println(server.getAddress().getPort());
        // Until the test goes away.
        System.in.read();
        System.exit(0);
    }

    private static HttpsServer serve(SSLContext context) throws Exception {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        HttpsServer server = HttpsServer.create(new InetSocketAddress(loopback, 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters own = context.getDefaultSSLParameters();
                own.setNeedClientAuth(true);
                parameters.setSSLParameters(own);
            }
        });
        server.createContext("/", exchange -> {
            byte[] body = "[]".getBytes();
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static KeyStore keyStore(String path, char[] password) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (FileInputStream file = new FileInputStream(path)) {
            store.load(file, password);
        }
        return store;
    }

    private static KeyStore roots(String path) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (FileInputStream file = new FileInputStream(path)) {
            for (Certificate root : CertificateFactory.getInstance("X.509").generateCertificates(file)) {
                store.setCertificateEntry("root " + store.size(), root);
            }
        }
        return store;
    }

    /** Java's own trust manager, what it is asked and what it answers about clients told. */
    private static final class Telling extends X509ExtendedTrustManager {
        private final X509ExtendedTrustManager own;

        Telling(X509ExtendedTrustManager own) {
            this.own = own;
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            var received = new StringJoiner(" ");
            for (X509Certificate certificate : chain) {
                received.add(Base64.getEncoder().encodeToString(certificate.getEncoded()));
            }
            try {
                own.checkClientTrusted(chain, type, engine);
                System.out.println(received + "\t");
            } catch (CertificateException refusal) {
                System.out.println(received + "\t" + words(refusal));
                throw refusal;
            }
        }

        /** What the innermost validator says, or else the innermost message, in one line. */
        private static String words(Throwable refusal) {
            String words = refusal.getMessage();
            for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
                words = cause.getMessage();
                // Its own cause would tell the date.
                if (cause instanceof CertPathValidatorException) {
                    break;
                }
            }
            return words.replaceAll("\\s+", " ");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return own.getAcceptedIssuers();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            throw new UnsupportedOperationException();
        }
    }
}
