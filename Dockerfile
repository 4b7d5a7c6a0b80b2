# sfmtls in a slim image, as a user without rights:
#
#   docker build -t sfmtls .
#   docker run --rm -v "$PWD:/work:ro" sfmtls check client.pem
#
# Not run where it was written, which has no container engine; that the build's files suffice was
# tried by ci/try-context.

FROM rust:1.88-slim-bookworm AS build
WORKDIR /source
COPY . .
RUN cargo build --release --locked

FROM debian:bookworm-slim
COPY --from=build /source/target/release/sfmtls /usr/local/bin/sfmtls
USER 65532:65532
WORKDIR /work
ENTRYPOINT ["sfmtls"]
CMD ["--help"]
