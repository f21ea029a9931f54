# Each alert has a section of its name in docs/operations.md, which says what it means, how to look and what to do; a test
# compares. Of events that never should happen the log line itself raises the alarm, so that its text is in the e-mail.

locals {
  runbook = "What it means, how to look and what to do: docs/operations.md, Alerts, section"

  # As Prometheus calls log-based metrics.
  prometheus = {
    for name in keys(local.counters) :
    name => "logging_googleapis_com:user_${replace(replace("${var.name}/${name}", "/", "_"), "-", "_")}"
  }

  # No fresh hour: a run should come every slot; after one and a quarter of them somebody should look.
  fresh_minutes = ceil(var.slot_minutes * 1.25) + 5

  query_alerts = {
    no_fresh_hour = {
      display_name = "Isotherm: no fresh hour"
      severity     = "CRITICAL"
      enabled      = !var.schedules_paused
      queries = {
        "No part was recorded for ${local.fresh_minutes} min" = "(sum(increase(${local.prometheus["parts-recorded"]}{monitored_resource=\"cloud_run_revision\",outcome=\"Recorded\"}[${local.fresh_minutes}m])) or vector(0)) < 0.5"
        "No run was committed for ${local.fresh_minutes} min" = "(sum(increase(${local.prometheus["runs-committed"]}{monitored_resource=\"cloud_run_revision\"}[${local.fresh_minutes}m])) or vector(0)) < 0.5"
      }
    }
    database_disk = {
      display_name = "Isotherm: database near its disk limit"
      severity     = "WARNING"
      enabled      = true
      queries = { # the disk grows by itself, so what counts is the size that it may grow to
        "More than 80 % of ${var.database_disk_gb.limit} GiB are used" = "max(cloudsql_googleapis_com:database_disk_bytes_used{monitored_resource=\"cloudsql_database\",database_id=\"${var.project_id}:${google_sql_database_instance.main.name}\"}) / 1073741824 > ${var.database_disk_gb.limit * 0.8}"
      }
    }
  }

  threshold_alerts = {
    dead_letters = {
      display_name = "Isotherm: dead letters"
      severity     = "ERROR"
      filter       = "resource.type=\"pubsub_subscription\" AND resource.labels.subscription_id=\"${google_pubsub_subscription.dead_letters.name}\" AND metric.type=\"pubsub.googleapis.com/subscription/num_undelivered_messages\""
      denominator  = null
      threshold    = 0
      aligner      = "ALIGN_MAX"
      period       = 60
      duration     = 300
      group_by     = []
      reducer      = "REDUCE_MAX"
    }
    messages_wait = {
      display_name = "Isotherm: messages wait"
      severity     = "WARNING"
      filter       = "resource.type=\"pubsub_subscription\" AND resource.labels.subscription_id=\"${google_pubsub_subscription.aggregate.name}\" AND metric.type=\"pubsub.googleapis.com/subscription/oldest_unacked_message_age\""
      denominator  = null
      threshold    = 1800
      aligner      = "ALIGN_MAX"
      period       = 60
      duration     = 300
      group_by     = []
      reducer      = "REDUCE_MAX"
    }
    requests_fail = {
      display_name = "Isotherm: requests fail"
      severity     = "ERROR"
      filter       = "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=monitoring.regex.full_match(\"${var.name}-(fetch|aggregate|report)\") AND metric.type=\"run.googleapis.com/request_count\" AND metric.labels.response_code_class=\"5xx\""
      denominator  = "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=monitoring.regex.full_match(\"${var.name}-(fetch|aggregate|report)\") AND metric.type=\"run.googleapis.com/request_count\""
      threshold    = 0.5
      aligner      = "ALIGN_DELTA"
      period       = 1800
      duration     = 300
      group_by     = ["resource.label.service_name"]
      reducer      = "REDUCE_SUM"
    }
    database_connections = {
      display_name = "Isotherm: database near its connection limit"
      severity     = "WARNING"
      filter       = "resource.type=\"cloudsql_database\" AND resource.labels.database_id=\"${var.project_id}:${google_sql_database_instance.main.name}\" AND metric.type=\"cloudsql.googleapis.com/database/network/connections\""
      denominator  = null
      threshold    = floor(var.database_max_connections * 0.8)
      aligner      = "ALIGN_MAX"
      period       = 60
      duration     = 300
      group_by     = []
      reducer      = "REDUCE_MAX"
    }
    reconcile_failed = {
      display_name = "Isotherm: reconcile needs a person"
      severity     = "ERROR"
      filter       = "resource.type=\"cloud_run_job\" AND resource.labels.job_name=\"${var.name}-reconcile\" AND metric.type=\"run.googleapis.com/job/completed_execution_count\" AND metric.labels.result=\"failed\""
      denominator  = null
      threshold    = 0
      aligner      = "ALIGN_DELTA"
      period       = 300
      duration     = 0
      group_by     = []
      reducer      = "REDUCE_SUM"
    }
  }

  event_alerts = {
    source_changed = {
      display_name = "Isotherm: the source has changed its form"
      severity     = "ERROR"
      filter       = local.counters["source-changed"].filter
    }
    shapes_refused = {
      display_name = "Isotherm: shapes refused"
      severity     = "ERROR"
      filter       = local.counters["shapes-refused"].filter
    }
    answer_refused = {
      display_name = "Isotherm: answer of the sensor API refused"
      severity     = "WARNING"
      filter       = local.counters["answers-refused"].filter
    }
    failure = {
      display_name = "Isotherm: failure in the code or at its start"
      severity     = "ERROR"
      filter       = local.counters["failures"].filter
    }
  }
}

# In the language of Prometheus, which interpolates: less than half a line is none. Nothing at all is counted as 0 there rather than as no data, so "no fresh hour" works when
# everything is dead; and such a condition need not wait until a new metric is known.
resource "google_monitoring_alert_policy" "query" {
  for_each = local.query_alerts

  display_name          = each.value.display_name
  combiner              = "OR"
  severity              = each.value.severity
  notification_channels = local.channels
  user_labels           = local.labels
  enabled               = each.value.enabled

  dynamic "conditions" {
    for_each = each.value.queries
    content {
      display_name = conditions.key
      condition_prometheus_query_language {
        query                     = conditions.value
        duration                  = "300s"
        evaluation_interval       = "60s"
        disable_metric_validation = true
      }
    }
  }

  documentation {
    mime_type = "text/markdown"
    content   = "${local.runbook} **${each.value.display_name}**."
  }

  alert_strategy {
    auto_close = "86400s"
  }

  depends_on = [google_logging_metric.counter]
}

resource "google_monitoring_alert_policy" "threshold" {
  for_each = local.threshold_alerts

  display_name          = each.value.display_name
  combiner              = "OR"
  severity              = each.value.severity
  notification_channels = local.channels
  user_labels           = local.labels

  conditions {
    display_name = each.value.display_name
    condition_threshold {
      filter             = each.value.filter
      denominator_filter = each.value.denominator
      comparison         = "COMPARISON_GT"
      threshold_value    = each.value.threshold
      duration           = "${each.value.duration}s"

      aggregations {
        alignment_period     = "${each.value.period}s"
        per_series_aligner   = each.value.aligner
        cross_series_reducer = each.value.reducer
        group_by_fields      = each.value.group_by
      }

      dynamic "denominator_aggregations" {
        for_each = each.value.denominator[*]
        content {
          alignment_period     = "${each.value.period}s"
          per_series_aligner   = each.value.aligner
          cross_series_reducer = each.value.reducer
          group_by_fields      = each.value.group_by
        }
      }
    }
  }

  documentation {
    mime_type = "text/markdown"
    content   = "${local.runbook} **${each.value.display_name}**."
  }

  alert_strategy {
    auto_close = "86400s"
  }

  depends_on = [google_project_service.apis]
}

resource "google_monitoring_alert_policy" "event" {
  for_each = local.event_alerts

  display_name          = each.value.display_name
  combiner              = "OR"
  severity              = each.value.severity
  notification_channels = local.channels
  user_labels           = local.labels

  conditions {
    display_name = each.value.display_name
    condition_matched_log {
      filter           = each.value.filter
      label_extractors = { event = "EXTRACT(labels.event_id)" }
    }
  }

  documentation {
    mime_type = "text/markdown"
    content   = "${local.runbook} **${each.value.display_name}**."
  }

  alert_strategy {
    auto_close = "86400s"
    notification_rate_limit {
      period = "3600s"
    }
  }

  depends_on = [google_project_service.apis]
}
