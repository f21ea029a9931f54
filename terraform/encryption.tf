# With kms_key: who encrypts with it are the service agents of the products, each only once it is there. Pub/Sub, Cloud
# Storage and Cloud Run have theirs from the start; docs in terraform/README.md say how to have the others made.
locals {
  agents = {
    artifactregistry = "service-${local.project_number}@gcp-sa-artifactregistry.iam.gserviceaccount.com"
    cloudsql         = "service-${local.project_number}@gcp-sa-cloud-sql.iam.gserviceaccount.com"
    pubsub           = "service-${local.project_number}@gcp-sa-pubsub.iam.gserviceaccount.com"
    run              = "service-${local.project_number}@serverless-robot-prod.iam.gserviceaccount.com"
    secretmanager    = "service-${local.project_number}@gcp-sa-secretmanager.iam.gserviceaccount.com"
    storage          = "service-${local.project_number}@gs-project-accounts.iam.gserviceaccount.com"
  }
}

resource "google_kms_crypto_key_iam_member" "agents" {
  for_each = var.kms_key == null ? {} : local.agents

  crypto_key_id = var.kms_key
  role          = "roles/cloudkms.cryptoKeyEncrypterDecrypter"
  member        = "serviceAccount:${each.value}"
}

resource "google_kms_crypto_key_iam_member" "bigquery" {
  count = var.bigquery && var.kms_key != null ? 1 : 0

  crypto_key_id = var.kms_key
  role          = "roles/cloudkms.cryptoKeyEncrypterDecrypter"
  member        = "serviceAccount:bq-${local.project_number}@bigquery-encryption.iam.gserviceaccount.com"
}
