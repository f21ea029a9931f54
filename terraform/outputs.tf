output "region" {
  description = "The region of everything."
  value       = var.region
}

output "fetch_service" {
  description = "The Cloud Run service of fetch."
  value       = google_cloud_run_v2_service.fetch.name
}

output "fetch_url" {
  description = "The address of fetch."
  value       = google_cloud_run_v2_service.fetch.uri
}

output "fetch_audience" {
  description = "What an identity token must be for, to call fetch."
  value       = local.fetch_audience
}

output "aggregate_service" {
  description = "The Cloud Run service of aggregate."
  value       = google_cloud_run_v2_service.aggregate.name
}

output "aggregate_url" {
  description = "The address of aggregate."
  value       = google_cloud_run_v2_service.aggregate.uri
}

output "push_audience" {
  description = "What an identity token must be for, to call aggregate."
  value       = local.push_audience
}

output "report_service" {
  description = "The Cloud Run service of report."
  value       = google_cloud_run_v2_service.report.name
}

output "report_url" {
  description = "The address of report. It is private: see open_the_report in commands."
  value       = google_cloud_run_v2_service.report.uri
}

output "report_audience" {
  description = "What an identity token must be for, to call report."
  value       = local.report_audience
}

output "report_iap" {
  description = "yes when the report is behind Identity-Aware Proxy, else no."
  value       = var.report_iap ? "yes" : "no"
}

output "operator_account" {
  description = "What the command line runs as, and the smoke test of report."
  value       = local.emails["operator"]
}

output "scheduler_account" {
  description = "The only account that may call fetch."
  value       = local.emails["scheduler"]
}

output "push_account" {
  description = "The only account that may call aggregate."
  value       = local.emails["push"]
}

output "deployer_account" {
  description = "What Cloud Build runs as."
  value       = local.emails["deployer"]
}

output "fetch_schedule" {
  description = "The job of Cloud Scheduler that starts a run."
  value       = google_cloud_scheduler_job.fetch.name
}

output "migrate_job" {
  description = "The job that brings the tables up to date."
  value       = google_cloud_run_v2_job.migrate.name
}

output "reconcile_job" {
  description = "The job that compares bucket and tables."
  value       = google_cloud_run_v2_job.operator["reconcile"].name
}

output "verify_job" {
  description = "The job that computes hours anew and compares; runs any other command of isotherm too."
  value       = google_cloud_run_v2_job.operator["verify"].name
}

output "raw_bucket" {
  description = "The bucket of raw objects, manifests and quarantine."
  value       = google_storage_bucket.raw.name
}

output "rejects_bucket" {
  description = "The bucket of rejects."
  value       = google_storage_bucket.rejects.name
}

output "shapes_bucket" {
  description = "The bucket of the shapes."
  value       = google_storage_bucket.shapes.name
}

output "runs_topic" {
  description = "Where the messages of runs go."
  value       = local.runs_topic
}

output "dead_letter_subscription" {
  description = "Where dead letters lie."
  value       = local.dead_letter_subscription
}

output "image_repository" {
  description = "Where images are pushed to."
  value       = "${var.region}-docker.pkg.dev/${var.project_id}/${google_artifact_registry_repository.images.repository_id}"
}

output "database_instance" {
  description = "The Cloud SQL instance."
  value       = google_sql_database_instance.main.name
}

output "database_address" {
  description = "The private address of the database: reached from the network, or from what is peered with it."
  value       = google_sql_database_instance.main.private_ip_address
}

output "dashboard" {
  description = "The address of the dashboard."
  value       = "https://console.cloud.google.com/monitoring/dashboards?project=${var.project_id}"
}

output "commands" {
  description = "What a person types. read_the_table is for an analyst on a machine of the network."
  value = {
    start_a_run       = "gcloud scheduler jobs run ${google_cloud_scheduler_job.fetch.name} --project=${var.project_id} --location=${var.region}"
    fetch_an_hour     = "curl -X POST -H \"Authorization: Bearer $(gcloud auth print-identity-token)\" -d '{\"hour\":\"YYYY-MM-DDTHH\",\"run\":\"by-hand\"}' ${google_cloud_run_v2_service.fetch.uri}"
    open_the_report   = "gcloud run services proxy ${google_cloud_run_v2_service.report.name} --project=${var.project_id} --region=${var.region} --port=8080"
    switch_iap_on     = "gcloud beta run services update ${google_cloud_run_v2_service.report.name} --project=${var.project_id} --region=${var.region} --iap"
    follow_the_log    = "gcloud logging read 'resource.type=\"cloud_run_revision\" labels.event_id:*' --project=${var.project_id} --freshness=2h --format='value(timestamp, severity, jsonPayload.message)'"
    migrate           = "gcloud run jobs execute ${google_cloud_run_v2_job.migrate.name} --project=${var.project_id} --region=${var.region} --wait"
    verify            = "gcloud run jobs execute ${google_cloud_run_v2_job.operator["verify"].name} --project=${var.project_id} --region=${var.region} --wait --args=verify,--from,DAY"
    any_other_command = "gcloud run jobs execute ${google_cloud_run_v2_job.operator["verify"].name} --project=${var.project_id} --region=${var.region} --wait --args=COMMAND,ARGUMENT"
    read_the_table    = "mysql --host=${google_sql_database_instance.main.private_ip_address} --user=YOUR_NAME --password=\"$(gcloud sql generate-login-token)\" --enable-cleartext-plugin --ssl-mode=REQUIRED ${google_sql_database.main.name}"
    add_a_key         = "gcloud secrets versions add ${google_secret_manager_secret.sensor_api_key.secret_id} --project=${var.project_id} --data-file=-"
  }
}
