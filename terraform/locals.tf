locals {
  labels = merge(var.labels, {
    application = var.name
    environment = var.environment
  })

  # Fixed, so that the services' addresses need not be known before the services are: custom audiences of Cloud Run.
  push_audience   = "https://${var.name}-aggregate.${var.project_id}/"
  fetch_audience  = "https://${var.name}-fetch.${var.project_id}/"
  report_audience = "https://${var.name}-report.${var.project_id}/"

  # Written out from what is known before anything exists, so that a plan shows who gets what; each refers to its resource
  # all the same, so it is made first.
  emails = {
    for name, account in {
      scheduler = google_service_account.scheduler
      push      = google_service_account.push
      fetch     = google_service_account.fetch
      aggregate = google_service_account.aggregate
      report    = google_service_account.report
      migrator  = google_service_account.migrator
      operator  = google_service_account.operator
      deployer  = google_service_account.deployer
    } : name => "${account.account_id}@${var.project_id}.iam.gserviceaccount.com"
  }
  members  = { for name, email in local.emails : name => "serviceAccount:${email}" }
  accounts = { for name, email in local.emails : name => "projects/${var.project_id}/serviceAccounts/${email}" }

  runs_topic               = "projects/${var.project_id}/topics/${google_pubsub_topic.runs.name}"
  dead_letter_topic        = "projects/${var.project_id}/topics/${google_pubsub_topic.dead_letters.name}"
  dead_letter_subscription = "projects/${var.project_id}/subscriptions/${google_pubsub_subscription.dead_letters.name}"

  project_number = coalesce(var.project_number, one(data.google_project.this[*].number))
  pubsub_agent   = "serviceAccount:service-${local.project_number}@gcp-sa-pubsub.iam.gserviceaccount.com"
  iap_agent      = "serviceAccount:service-${local.project_number}@gcp-sa-iap.iam.gserviceaccount.com"

  aggregations = length(var.aggregations) == 0 ? "none" : join(",", var.aggregations)

  # What an instance of a function needs: docs/configuration.md, "Memory" and "Connections".
  parts_at_once       = min(var.aggregate_concurrency, 4) # PartReader.MostAtOnce
  largest_part_mib    = 72
  heap_share          = 0.75 # what .NET takes of the memory at most
  connections_of_jobs = 20
  connections_at_once = var.database_pool * var.aggregate_max_instances + var.report_pool * var.report_max_instances
  connections         = 2 * local.connections_at_once + local.connections_of_jobs # two revisions in a rollout

  # docs/configuration.md, "Deadlines": finding and committing the manifest, the rest of the upload, publishing; and from
  # one deadline to the next, time to roll back, to answer, and for the answer to arrive.
  fetch_work    = var.fetch_deadlines.sensor_api + 225
  deadline_step = 30

  # Cloud Scheduler tries again within the slot, so that the attempts of one run end before the next run starts. It goes on
  # until both limits are reached, the count and the time, so each of them alone must end in time.
  fetch_period_seconds = var.slot_minutes * 60
  fetch_backoff        = min(300, floor(local.fetch_period_seconds / 12))
  fetch_retries        = floor(local.fetch_period_seconds / (var.fetch_deadlines.attempt + local.fetch_backoff)) - 1
  fetch_retry_seconds  = local.fetch_period_seconds - var.fetch_deadlines.attempt - local.fetch_backoff

  raw_location     = "gs://${google_storage_bucket.raw.name}"
  rejects_location = "gs://${google_storage_bucket.rejects.name}"
  shapes_location  = "gs://${google_storage_bucket.shapes.name}"
  shapes_object    = "shapes/regions.geojson"
  server_ca_folder = "/secrets/database"
  server_ca_file   = "server-ca.pem"
  channels         = concat([for channel in google_monitoring_notification_channel.email : channel.id], tolist(var.notification_channels))
}

# Its number is part of the names of Google's service agents. Read before anything is planned, so the API
# cloudresourcemanager.googleapis.com is switched on by delivery/bootstrap.sh.
data "google_project" "this" {
  count = var.project_number == null ? 1 : 0

  project_id = var.project_id
}
