resource "google_artifact_registry_repository" "images" {
  repository_id = var.name
  location      = var.region
  format        = "DOCKER"
  description   = "The images of fetch, aggregate and the command line."
  kms_key_name  = var.kms_key

  # Cloud Run keeps its own copy of what a revision serves, so a deleted image stops nothing that runs.
  cleanup_policies {
    id     = "keep-the-last"
    action = "KEEP"
    most_recent_versions {
      keep_count = var.image_retention.versions
    }
  }

  cleanup_policies {
    id     = "delete-the-old"
    action = "DELETE"
    condition {
      tag_state  = "ANY"
      older_than = "${var.image_retention.days * 86400}s"
    }
  }

  depends_on = [google_project_service.apis, google_kms_crypto_key_iam_member.agents]
}
