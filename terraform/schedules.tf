# Every attempt of one run carries the same schedule time, so a retry is the same run.
resource "google_cloud_scheduler_job" "fetch" {
  name             = "${var.name}-fetch"
  region           = var.region
  description      = "Starts a run: one call of the sensor API."
  schedule         = var.fetch_schedule
  time_zone        = "Etc/UTC"
  attempt_deadline = "${var.fetch_deadlines.attempt}s"
  paused           = var.schedules_paused

  retry_config {
    retry_count          = min(5, max(0, local.fetch_retries)) # five are the most that Cloud Scheduler takes
    min_backoff_duration = "${min(30, local.fetch_backoff)}s"
    max_backoff_duration = "${local.fetch_backoff}s"
    max_doublings        = 4
    max_retry_duration   = "${max(0, local.fetch_retry_seconds)}s"
  }

  http_target {
    http_method = "POST"
    uri         = "${google_cloud_run_v2_service.fetch.uri}/"

    oidc_token {
      service_account_email = local.emails["scheduler"]
      audience              = local.fetch_audience
    }
  }

  lifecycle {
    precondition {
      condition     = var.fetch_deadlines.attempt >= var.fetch_deadlines.request + local.deadline_step
      error_message = "fetch_deadlines.attempt must be at least ${local.deadline_step} s more than request (${var.fetch_deadlines.request} s): Cloud Scheduler would start fetch again while it still runs."
    }

    precondition {
      condition     = local.fetch_retries >= 1
      error_message = "slot_minutes (${var.slot_minutes}) must hold at least two attempts of ${var.fetch_deadlines.attempt} s (fetch_deadlines.attempt) with ${local.fetch_backoff} s after each: a run that fails could not be tried again before the next one."
    }
  }

  depends_on = [
    google_project_service.apis,
    google_cloud_run_v2_service_iam_member.fetch,
    google_service_account_iam_member.deployer_acts_as,
  ]
}

# Starting a job is a call of an API of Google, so it takes an access token rather than an identity token.
resource "google_cloud_scheduler_job" "reconcile" {
  name             = "${var.name}-reconcile"
  region           = var.region
  description      = "Compares bucket and tables, and publishes again what the tables lack."
  schedule         = var.reconcile_schedule
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
    uri         = "https://run.googleapis.com/v2/projects/${var.project_id}/locations/${var.region}/jobs/${google_cloud_run_v2_job.operator["reconcile"].name}:run"

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
