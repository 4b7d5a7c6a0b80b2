// Go's verifier on every chain of a folder: verify ROOT FOLDER COUNT; prints how many are accepted.
package main

import (
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"time"
)

func main() {
	roots := x509.NewCertPool()
	root, _ := os.ReadFile(os.Args[1])
	roots.AppendCertsFromPEM(root)
	at, _ := time.Parse(time.RFC3339, "2026-11-24T00:00:00Z")
	count, _ := strconv.Atoi(os.Args[3])
	accepted := 0
	for number := 0; number < count; number++ {
		rest, _ := os.ReadFile(filepath.Join(os.Args[2], strconv.Itoa(number)+".pem"))
		var leaf *x509.Certificate
		intermediates := x509.NewCertPool()
		for block, more := pem.Decode(rest); block != nil; block, more = pem.Decode(more) {
			certificate, err := x509.ParseCertificate(block.Bytes)
			if err != nil {
				break
			}
			if leaf == nil {
				leaf = certificate
			} else {
				intermediates.AddCert(certificate)
			}
		}
		options := x509.VerifyOptions{Roots: roots, Intermediates: intermediates, CurrentTime: at,
			KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}}
		if _, err := leaf.Verify(options); err == nil {
			accepted++
		}
	}
	fmt.Println(accepted)
}
