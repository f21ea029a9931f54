# An option, off by default (variable bigquery): the readings themselves for BigQuery. A job of the command line writes
# committed parts as lines to a bucket of their own (isotherm export); an external table reads them where they lie, and the
# statements of sql/bigquery, as views, judge and add them by the rules of docs/data.md. Nothing of the pipeline depends
# on it, and all of it can be made anew from the raw objects.

locals {
  bigquery_dataset = replace(var.name, "-", "_") # a dataset's name has no hyphens

  # One field, two columns: its text and its JSON type. cli/Exports/ReadingLines.cs writes them.
  reading_columns = concat(
    [
      { name = "run", type = "STRING" },
      { name = "slot", type = "TIMESTAMP" },
      { name = "hour", type = "TIMESTAMP" },
      { name = "started_at", type = "TIMESTAMP" },
      { name = "parts", type = "INT64" },
      { name = "part", type = "INT64" },
      { name = "position", type = "INT64" },
      { name = "is_object", type = "BOOL" },
    ],
    flatten([for field in ["id", "timestamp", "lat", "lon", "temperature", "country"] : [
      { name = field, type = "STRING" },
      { name = "${field}_type", type = "STRING" },
    ]]),
  )

  region_columns = [
    { name = "place", type = "INT64" },
    { name = "code", type = "STRING" },
    { name = "region", type = "STRING" },
    { name = "south", type = "FLOAT64" },
    { name = "west", type = "FLOAT64" },
    { name = "north", type = "FLOAT64" },
    { name = "east", type = "FLOAT64" },
    { name = "outline", type = "STRING" },
    { name = "shapes_hash", type = "STRING" },
  ]

  bigquery_tables = !var.bigquery ? {} : {
    readings = { columns = local.reading_columns, objects = "readings/v1/*.ndjson" }
    regions  = { columns = local.region_columns, objects = "regions/v1/*.ndjson" }
  }

  bigquery_queries = {
    for view in ["judged_readings", "current_runs", "region_sums", "polygon_sums", "region_temperature", "run_accounting"] :
    view => replace(file("${path.module}/../sql/bigquery/${view}.sql"), "isotherm.", "`${var.project_id}`.${local.bigquery_dataset}.")
    if var.bigquery
  }
  export_location = one([for bucket in google_storage_bucket.export : "gs://${bucket.name}"])
}

resource "google_storage_bucket" "export" {
  count = var.bigquery ? 1 : 0

  name                        = "${var.project_id}-${var.name}-export"
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

  dynamic "encryption" {
    for_each = var.kms_key[*]
    content {
      default_kms_key_name = encryption.value
    }
  }

  depends_on = [google_project_service.apis, google_kms_crypto_key_iam_member.agents]
}

# The operator replaces the regions when other shapes are in use. Who asks an external table needs the objects too.
resource "google_storage_bucket_iam_member" "export" {
  for_each = !var.bigquery ? {} : merge(
    { operator_exports = { role = "roles/storage.objectUser", member = local.members["operator"] } },
    { for reader in var.bigquery_readers : reader => { role = "roles/storage.objectViewer", member = reader } },
  )

  bucket = google_storage_bucket.export[0].name
  role   = each.value.role
  member = each.value.member
}

resource "google_bigquery_dataset" "readings" {
  count = var.bigquery ? 1 : 0

  dataset_id                 = local.bigquery_dataset
  location                   = var.region
  description                = "Readings as they were received, judged and added by views. isotherm export fills it."
  labels                     = local.labels
  delete_contents_on_destroy = !var.deletion_protection

  dynamic "default_encryption_configuration" {
    for_each = var.kms_key[*]
    content {
      kms_key_name = default_encryption_configuration.value
    }
  }

  depends_on = [google_project_service.apis, google_kms_crypto_key_iam_member.bigquery]
}

resource "google_bigquery_dataset_iam_member" "readers" {
  for_each = var.bigquery ? var.bigquery_readers : []

  dataset_id = google_bigquery_dataset.readings[0].dataset_id
  role       = "roles/bigquery.dataViewer"
  member     = each.value
}

resource "google_bigquery_table" "external" {
  for_each = local.bigquery_tables

  dataset_id          = google_bigquery_dataset.readings[0].dataset_id
  table_id            = each.key
  deletion_protection = false # it holds nothing: the objects stay

  external_data_configuration {
    autodetect            = false
    ignore_unknown_values = true # a column that is added is of use to new statements and no harm to old ones
    source_format         = "NEWLINE_DELIMITED_JSON"
    source_uris           = ["${local.export_location}/${each.value.objects}"]
    schema                = jsonencode(each.value.columns)
  }
}

# Views, each after those that it reads.
resource "google_bigquery_table" "judging" {
  for_each = setintersection(["judged_readings"], keys(local.bigquery_queries))

  dataset_id          = google_bigquery_dataset.readings[0].dataset_id
  table_id            = each.key
  deletion_protection = false

  view {
    query          = local.bigquery_queries[each.key]
    use_legacy_sql = false
  }

  depends_on = [google_bigquery_table.external]
}

resource "google_bigquery_table" "adding" {
  for_each = setintersection(["current_runs", "region_sums", "polygon_sums"], keys(local.bigquery_queries))

  dataset_id          = google_bigquery_dataset.readings[0].dataset_id
  table_id            = each.key
  deletion_protection = false

  view {
    query          = local.bigquery_queries[each.key]
    use_legacy_sql = false
  }

  depends_on = [google_bigquery_table.judging]
}

resource "google_bigquery_table" "showing" {
  for_each = setintersection(["region_temperature", "run_accounting"], keys(local.bigquery_queries))

  dataset_id          = google_bigquery_dataset.readings[0].dataset_id
  table_id            = each.key
  deletion_protection = false

  view {
    query          = local.bigquery_queries[each.key]
    use_legacy_sql = false
  }

  depends_on = [google_bigquery_table.adding]
}

resource "google_cloud_scheduler_job" "export" {
  count = var.bigquery ? 1 : 0

  name             = "${var.name}-export"
  region           = var.region
  description      = "Writes what was committed in the last week, as far as it is not there yet, for BigQuery."
  schedule         = var.export_schedule
  time_zone        = "Etc/UTC"
  attempt_deadline = "30s" # the job is started, not waited for
  paused           = var.schedules_paused

  retry_config {
    retry_count          = 3
    min_backoff_duration = "10s"
    max_backoff_duration = "60s"
  }

  http_target {
    http_method = "POST"
    uri         = "https://run.googleapis.com/v2/projects/${var.project_id}/locations/${var.region}/jobs/${google_cloud_run_v2_job.operator["export"].name}:run"

    oauth_token {
      service_account_email = local.emails["scheduler"]
      scope                 = "https://www.googleapis.com/auth/cloud-platform"
    }
  }

  depends_on = [
    google_project_service.apis,
    google_cloud_run_v2_job_iam_member.scheduler,
    google_service_account_iam_member.deployer_acts_as,
  ]
}
