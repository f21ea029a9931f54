# Raw objects are the only thing that cannot be had again. They are only ever created; versions and soft delete keep
# what a mistake or an intruder replaces or deletes.

resource "google_storage_bucket" "raw" {
  name                        = "${var.project_id}-${var.name}-raw"
  location                    = var.region
  storage_class               = "STANDARD"
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
  force_destroy               = !var.deletion_protection

  versioning {
    enabled = true
  }

  soft_delete_policy {
    retention_duration_seconds = 604800
  }

  dynamic "lifecycle_rule" {
    for_each = local.colder
    content {
      action {
        type          = "SetStorageClass"
        storage_class = lifecycle_rule.key
      }
      condition {
        age = lifecycle_rule.value
      }
    }
  }

  dynamic "lifecycle_rule" {
    for_each = var.delete_after_days.raw > 0 ? [var.delete_after_days.raw] : []
    content {
      action {
        type = "Delete"
      }
      condition {
        age = lifecycle_rule.value
      }
    }
  }

  dynamic "encryption" {
    for_each = var.kms_key[*]
    content {
      default_kms_key_name = encryption.value
    }
  }

  depends_on = [google_project_service.apis, google_kms_crypto_key_iam_member.agents]
}

resource "google_storage_bucket" "rejects" {
  name                        = "${var.project_id}-${var.name}-rejects"
  location                    = var.region
  storage_class               = "STANDARD"
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
  force_destroy               = !var.deletion_protection

  versioning {
    enabled = true
  }

  soft_delete_policy {
    retention_duration_seconds = 604800
  }

  dynamic "lifecycle_rule" {
    for_each = local.colder
    content {
      action {
        type          = "SetStorageClass"
        storage_class = lifecycle_rule.key
      }
      condition {
        age = lifecycle_rule.value
      }
    }
  }

  dynamic "lifecycle_rule" {
    for_each = var.delete_after_days.rejects > 0 ? [var.delete_after_days.rejects] : []
    content {
      action {
        type = "Delete"
      }
      condition {
        age = lifecycle_rule.value
      }
    }
  }

  dynamic "encryption" {
    for_each = var.kms_key[*]
    content {
      default_kms_key_name = encryption.value
    }
  }

  depends_on = [google_project_service.apis, google_kms_crypto_key_iam_member.agents]
}

resource "google_storage_bucket" "shapes" {
  name                        = "${var.project_id}-${var.name}-shapes"
  location                    = var.region
  storage_class               = "STANDARD"
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
  force_destroy               = !var.deletion_protection

  versioning { # the shapes of last year, to go back to
    enabled = true
  }

  soft_delete_policy {
    retention_duration_seconds = 604800
  }

  dynamic "encryption" {
    for_each = var.kms_key[*]
    content {
      default_kms_key_name = encryption.value
    }
  }

  depends_on = [google_project_service.apis, google_kms_crypto_key_iam_member.agents]
}

locals {
  colder = {
    NEARLINE = var.colder_after_days.nearline
    COLDLINE = var.colder_after_days.coldline
    ARCHIVE  = var.colder_after_days.archive
  }
}

# Creating is not replacing: roles/storage.objectCreator has no right to delete, which replacing needs. Viewing is needed
# to find the manifest of a run; without the right to list, an object that is not there would be answered with 403.
resource "google_storage_bucket_iam_member" "raw" {
  for_each = {
    fetch_creates   = { role = "roles/storage.objectCreator", member = local.members["fetch"] }
    fetch_reads     = { role = "roles/storage.objectViewer", member = local.members["fetch"] }
    aggregate_reads = { role = "roles/storage.objectViewer", member = local.members["aggregate"] }
    operator_reads  = { role = "roles/storage.objectViewer", member = local.members["operator"] }
  }

  bucket = google_storage_bucket.raw.name
  role   = each.value.role
  member = each.value.member
}

# Aggregate reads back an object that it may not create because it is there already.
resource "google_storage_bucket_iam_member" "rejects" {
  for_each = {
    aggregate_creates = { role = "roles/storage.objectCreator", member = local.members["aggregate"] }
    aggregate_reads   = { role = "roles/storage.objectViewer", member = local.members["aggregate"] }
    operator_reads    = { role = "roles/storage.objectViewer", member = local.members["operator"] }
  }

  bucket = google_storage_bucket.rejects.name
  role   = each.value.role
  member = each.value.member
}

# isotherm regions import replaces the object; the version before stays.
resource "google_storage_bucket_iam_member" "shapes" {
  for_each = {
    aggregate_reads  = { role = "roles/storage.objectViewer", member = local.members["aggregate"] }
    operator_imports = { role = "roles/storage.objectUser", member = local.members["operator"] }
  }

  bucket = google_storage_bucket.shapes.name
  role   = each.value.role
  member = each.value.member
}
