# What the steps of the delivery run in: gcloud, terraform, jq, curl, bash.
#
#   docker build --file delivery/tools.dockerfile --tag delivery-tools delivery
#   docker run --rm --interactive --tty --volume "$PWD:/workspace" --workdir /workspace delivery-tools bash
#
# Both bases are pinned by version. Their digests are not known where this project is built; who has a network can add
# them (NAME:VERSION@sha256:...).

FROM hashicorp/terraform:1.11.4 AS terraform

FROM gcr.io/google.com/cloudsdktool/google-cloud-cli:528.0.0-slim
RUN apt-get update && apt-get install --yes --no-install-recommends jq && rm -rf /var/lib/apt/lists/*
COPY --from=terraform /bin/terraform /usr/local/bin/terraform
