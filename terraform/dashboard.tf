# One page: is it fresh, is anything put aside, does anything fail, how near are the limits.
locals {
  user_metric = "metric.type=\"logging.googleapis.com/user/${var.name}"
  of_service  = "resource.type=\"cloud_run_revision\""
  of_database = "resource.type=\"cloudsql_database\" resource.label.database_id=\"${var.project_id}:${google_sql_database_instance.main.name}\""

  charts = [
    { title = "Runs committed, by state", unit = "1", filter = "${local.user_metric}/runs-committed\" ${local.of_service}", aligner = "ALIGN_DELTA", reducer = "REDUCE_SUM", group = ["metric.label.state"] },
    { title = "Parts recorded, by outcome", unit = "1", filter = "${local.user_metric}/parts-recorded\" ${local.of_service}", aligner = "ALIGN_DELTA", reducer = "REDUCE_SUM", group = ["metric.label.outcome"] },
    { title = "Usable readings of a part (median)", unit = "1", filter = "${local.user_metric}/readings-usable\" ${local.of_service}", aligner = "ALIGN_DELTA", reducer = "REDUCE_PERCENTILE_50", group = [] },
    { title = "Rejects of a part (median)", unit = "1", filter = "${local.user_metric}/readings-rejected\" ${local.of_service}", aligner = "ALIGN_DELTA", reducer = "REDUCE_PERCENTILE_50", group = [] },
    { title = "Dead letters that lie there", unit = "1", filter = "metric.type=\"pubsub.googleapis.com/subscription/num_undelivered_messages\" resource.type=\"pubsub_subscription\" resource.label.subscription_id=\"${google_pubsub_subscription.dead_letters.name}\"", aligner = "ALIGN_MAX", reducer = "REDUCE_MAX", group = [] },
    { title = "Age of the oldest waiting message", unit = "s", filter = "metric.type=\"pubsub.googleapis.com/subscription/oldest_unacked_message_age\" resource.type=\"pubsub_subscription\" resource.label.subscription_id=\"${google_pubsub_subscription.aggregate.name}\"", aligner = "ALIGN_MAX", reducer = "REDUCE_MAX", group = [] },
    { title = "Requests, by service and answer", unit = "1", filter = "metric.type=\"run.googleapis.com/request_count\" ${local.of_service} resource.label.service_name=starts_with(\"${var.name}-\")", aligner = "ALIGN_DELTA", reducer = "REDUCE_SUM", group = ["resource.label.service_name", "metric.label.response_code_class"] },
    { title = "Try again and failures", unit = "1", filter = "${local.user_metric}/tries-again\" ${local.of_service}", aligner = "ALIGN_DELTA", reducer = "REDUCE_SUM", group = ["metric.label.event"] },
    { title = "Aggregate: time of a message (95 %)", unit = "ms", filter = "${local.user_metric}/aggregate-milliseconds\" ${local.of_service}", aligner = "ALIGN_DELTA", reducer = "REDUCE_PERCENTILE_95", group = [] },
    { title = "Fetch: time of a run (95 %)", unit = "ms", filter = "${local.user_metric}/fetch-milliseconds\" ${local.of_service}", aligner = "ALIGN_DELTA", reducer = "REDUCE_PERCENTILE_95", group = [] },
    { title = "Memory of an instance (99 %)", unit = "1", filter = "metric.type=\"run.googleapis.com/container/memory/utilizations\" ${local.of_service} resource.label.service_name=starts_with(\"${var.name}-\")", aligner = "ALIGN_DELTA", reducer = "REDUCE_PERCENTILE_99", group = ["resource.label.service_name"] },
    { title = "Instances", unit = "1", filter = "metric.type=\"run.googleapis.com/container/instance_count\" ${local.of_service} resource.label.service_name=starts_with(\"${var.name}-\")", aligner = "ALIGN_MAX", reducer = "REDUCE_SUM", group = ["resource.label.service_name", "metric.label.state"] },
    { title = "Database: connections (limit ${var.database_max_connections})", unit = "1", filter = "metric.type=\"cloudsql.googleapis.com/database/network/connections\" ${local.of_database}", aligner = "ALIGN_MAX", reducer = "REDUCE_MAX", group = [] },
    { title = "Database: disk (limit ${var.database_disk_gb.limit} GB)", unit = "By", filter = "metric.type=\"cloudsql.googleapis.com/database/disk/bytes_used\" ${local.of_database}", aligner = "ALIGN_MAX", reducer = "REDUCE_MAX", group = [] },
    { title = "Database: processor", unit = "1", filter = "metric.type=\"cloudsql.googleapis.com/database/cpu/utilization\" ${local.of_database}", aligner = "ALIGN_MEAN", reducer = "REDUCE_MAX", group = [] },
    { title = "Raw objects: bytes", unit = "By", filter = "metric.type=\"storage.googleapis.com/storage/total_bytes\" resource.type=\"gcs_bucket\" resource.label.bucket_name=\"${google_storage_bucket.raw.name}\"", aligner = "ALIGN_MEAN", reducer = "REDUCE_SUM", group = [] },
  ]

  chart_period = "${var.slot_minutes * 60}s"
}

resource "google_monitoring_dashboard" "main" {
  dashboard_json = jsonencode({
    displayName = "Isotherm (${var.environment})"
    labels      = { for key, value in local.labels : key => value }
    mosaicLayout = {
      columns = 48
      tiles = [for index, chart in local.charts : {
        xPos   = (index % 2) * 24
        yPos   = floor(index / 2) * 12
        width  = 24
        height = 12
        widget = {
          title = chart.title
          xyChart = {
            dataSets = [{
              plotType = "LINE"
              timeSeriesQuery = {
                unitOverride = chart.unit
                timeSeriesFilter = {
                  filter = chart.filter
                  aggregation = {
                    alignmentPeriod    = local.chart_period
                    perSeriesAligner   = chart.aligner
                    crossSeriesReducer = chart.reducer
                    groupByFields      = chart.group
                  }
                }
              }
            }]
          }
        }
      }]
    }
  })

  depends_on = [google_logging_metric.counter, google_logging_metric.distribution]
}
