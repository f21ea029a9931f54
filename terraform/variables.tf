# Required is only the project: the first step (delivery/bootstrap.sh) runs before there are images.

variable "project_id" {
  description = "The id of the Google Cloud project in which everything is made. It must exist and have billing."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{4,28}[a-z0-9]$", var.project_id))
    error_message = "project_id must be a project id: 6 to 30 lower-case letters, digits and hyphens, a letter first."
  }
}

variable "project_number" {
  description = "The number of the project. Not given: Google is asked. Given, a plan of an empty project needs no access to it."
  type        = string
  default     = null

  validation {
    condition     = var.project_number == null ? true : can(regex("^[0-9]{6,}$", var.project_number))
    error_message = "project_number must be digits: gcloud projects describe PROJECT --format='value(projectNumber)'."
  }
}

variable "region" {
  description = "The region of everything: data, functions, database, images."
  type        = string
  default     = "europe-west9" # Paris

  validation {
    condition     = can(regex("^[a-z]+-[a-z]+[0-9]{1,2}$", var.region))
    error_message = "region must be a region like europe-west9, not a zone (europe-west9-a) or a multi-region (EU)."
  }
}

variable "name" {
  description = "What the names of all resources begin with. Two installations in one project need two names."
  type        = string
  default     = "isotherm"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,18}[a-z0-9]$", var.name))
    error_message = "name must be 3 to 20 lower-case letters, digits and hyphens, a letter first and no hyphen last."
  }
}

variable "environment" {
  description = "What this installation is for; a label on everything."
  type        = string
  default     = "prod"

  validation {
    condition     = contains(["dev", "test", "prod"], var.environment)
    error_message = "environment must be dev, test or prod."
  }
}

variable "labels" {
  description = "Labels for everything, beside application and environment (a cost centre, for example)."
  type        = map(string)
  default     = {}

  validation {
    condition = alltrue([for key, value in var.labels :
      can(regex("^[a-z][a-z0-9_-]{0,62}$", key)) && can(regex("^[a-z0-9_-]{0,63}$", value))
    ])
    error_message = "labels must have keys and values of at most 63 lower-case letters, digits, _ and -, keys with a letter first."
  }
}

variable "deletion_protection" {
  description = "Refuse to delete the database, services, secrets, and buckets that hold objects. Turn off to tear down."
  type        = bool
  default     = true
}

# --- Images -----------------------------------------------------------------------------------------------------------

variable "images" {
  description = "The images to run, by digest. Not needed for the first step, which makes the registry that keeps them."
  type = object({
    fetch     = string
    aggregate = string
    report    = string
    cli       = string
  })
  default = null

  validation {
    condition = var.images == null ? true : alltrue([
      for image in values(var.images) : can(regex("^[^@[:space:]]+@sha256:[0-9a-f]{64}$", image))
    ])
    error_message = "images must name each image by digest, like HOST/PROJECT/REPOSITORY/fetch@sha256:<64 hex digits>: a tag can move."
  }
}

variable "image_retention" {
  description = "How many versions of each image are always kept, and after how many days the others are deleted."
  type = object({
    versions = optional(number, 20)
    days     = optional(number, 30)
  })
  default = {}

  validation {
    condition = (
      var.image_retention.versions >= 3 && var.image_retention.versions <= 1000 &&
      var.image_retention.days >= 1 && var.image_retention.days <= 3650
    )
    error_message = "image_retention must keep 3 to 1000 versions (the one in use and those to go back to) and 1 to 3650 days."
  }
}

# --- The feed ---------------------------------------------------------------------------------------------------------

variable "sensor_api_url" {
  description = "The address of the sensor API. Needed as soon as there are images."
  type        = string
  default     = null

  validation {
    condition     = var.sensor_api_url == null ? true : can(regex("^https://[^[:space:]]+$", var.sensor_api_url))
    error_message = "sensor_api_url must be an https address: the key goes over it."
  }
}

variable "sensor_api_key_version" {
  description = "The version of the secret NAME-sensor-api-key to use. A number: a new key is taken by an apply, and can be taken back."
  type        = string
  default     = "1"

  validation {
    condition     = can(regex("^[1-9][0-9]*$", var.sensor_api_key_version))
    error_message = "sensor_api_key_version must be the number of a version, not latest."
  }
}

variable "fetch_schedule" {
  description = "When the sensor API is called: five fields of cron, in UTC. More often than hourly needs slot_minutes too."
  type        = string
  default     = "0 * * * *"

  validation {
    condition     = can(regex("^[0-9*,/-]+( [0-9A-Za-z*,/-]+){4}$", var.fetch_schedule))
    error_message = "fetch_schedule must have the five fields of cron, like 0 * * * *."
  }
}

variable "slot_minutes" {
  description = "What one run covers, in minutes: a divisor of 60. 60 is an hourly feed."
  type        = number
  default     = 60

  validation {
    condition     = contains([1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30, 60], var.slot_minutes)
    error_message = "slot_minutes must divide 60."
  }
}

variable "reconcile_schedule" {
  description = "When bucket and tables are compared, in UTC: some minutes after fetch."
  type        = string
  default     = "10 * * * *"

  validation {
    condition     = can(regex("^[0-9*,/-]+( [0-9A-Za-z*,/-]+){4}$", var.reconcile_schedule))
    error_message = "reconcile_schedule must have the five fields of cron, like 10 * * * *."
  }
}

variable "schedules_paused" {
  description = "Keep Cloud Scheduler from starting anything, while the pipeline is mended for example."
  type        = bool
  default     = false
}

variable "temperature_limits" {
  description = "The lowest and highest temperature of a usable reading in degrees Celsius, both included."
  type = object({
    lowest  = optional(number, -100)
    highest = optional(number, 100)
  })
  default = {}

  validation {
    condition = (
      var.temperature_limits.lowest < var.temperature_limits.highest &&
      var.temperature_limits.lowest >= -999 && var.temperature_limits.highest <= 999
    )
    error_message = "temperature_limits must lie within -999 and 999, the lowest below the highest."
  }
}

variable "aggregations" {
  description = "What aggregate computes beside the means. The grid keeps a row for each cell and part: up to 16,275 of them."
  type        = list(string)
  default     = ["statistics", "event-time"]

  validation {
    condition     = length(setsubtract(var.aggregations, ["statistics", "grid", "event-time"])) == 0
    error_message = "aggregations may be statistics, grid and event-time."
  }
}

variable "shapes_file" {
  description = "The file of the region shapes to begin with. Not given: data/regions.geojson. Later ones come by isotherm regions import."
  type        = string
  default     = null

  validation {
    condition     = var.shapes_file == null ? true : fileexists(var.shapes_file)
    error_message = "shapes_file must be a file that exists."
  }
}

# --- Size of the functions --------------------------------------------------------------------------------------------

variable "largest_answer_mib" {
  description = "The longest answer of the sensor API in MiB, after content decoding. It is read as a stream: memory does not grow with it."
  type        = number
  default     = 1024

  validation {
    condition     = var.largest_answer_mib >= 1 && var.largest_answer_mib <= 16384 && floor(var.largest_answer_mib) == var.largest_answer_mib
    error_message = "largest_answer_mib must be a whole number from 1 to 16384."
  }
}

variable "fetch_deadlines" {
  description = "Seconds: one call of the sensor API with all its tries, the request timeout of fetch, and one attempt of Cloud Scheduler."
  type = object({
    sensor_api = optional(number, 120)
    request    = optional(number, 375)
    attempt    = optional(number, 405)
  })
  default = {}

  validation {
    condition = (
      var.fetch_deadlines.sensor_api >= 1 && var.fetch_deadlines.sensor_api <= 540 &&
      var.fetch_deadlines.request <= 3600 && var.fetch_deadlines.attempt <= 1800
    )
    error_message = "fetch_deadlines must be at most 540 (sensor_api), 3600 (request, Cloud Run's longest) and 1800 (attempt, Cloud Scheduler's longest)."
  }
}

variable "aggregate_deadlines" {
  description = "Seconds: the work on one message, the request timeout of aggregate, and the ack deadline of the push subscription."
  type = object({
    work    = optional(number, 240)
    request = optional(number, 270)
    ack     = optional(number, 300)
  })
  default = {}

  validation {
    condition = (
      var.aggregate_deadlines.work >= 1 && var.aggregate_deadlines.work <= 540 &&
      var.aggregate_deadlines.request <= 3600 && var.aggregate_deadlines.ack >= 10 && var.aggregate_deadlines.ack <= 600
    )
    error_message = "aggregate_deadlines must be at most 540 (work), 3600 (request) and 10 to 600 (ack, Pub/Sub's longest)."
  }
}

variable "fetch_max_instances" {
  description = "The most instances of fetch. One is enough for an hourly feed; a second takes a run by hand."
  type        = number
  default     = 2

  validation {
    condition     = var.fetch_max_instances >= 1 && var.fetch_max_instances <= 100
    error_message = "fetch_max_instances must be 1 to 100."
  }
}

variable "aggregate_max_instances" {
  description = "The most instances of aggregate. Each may hold a pool of database connections."
  type        = number
  default     = 10

  validation {
    condition     = var.aggregate_max_instances >= 1 && var.aggregate_max_instances <= 1000
    error_message = "aggregate_max_instances must be 1 to 1000."
  }
}

variable "aggregate_min_instances" {
  description = "Instances of aggregate that are always ready, and always paid. A start takes some tens of milliseconds, so none."
  type        = number
  default     = 0

  validation {
    condition     = var.aggregate_min_instances >= 0 && var.aggregate_min_instances <= var.aggregate_max_instances
    error_message = "aggregate_min_instances must lie between 0 and aggregate_max_instances."
  }
}

variable "aggregate_concurrency" {
  description = "Messages that one instance of aggregate takes at once: as many as its pool has connections. It reads four parts at once at most."
  type        = number
  default     = 10

  validation {
    condition     = var.aggregate_concurrency >= 1 && var.aggregate_concurrency <= 1000
    error_message = "aggregate_concurrency must be 1 to 1000."
  }
}

variable "report_deadlines" {
  description = "Seconds: one statement of the database, the work on one request of report, and its request timeout."
  type = object({
    query   = optional(number, 20)
    work    = optional(number, 60)
    request = optional(number, 90)
  })
  default = {}

  validation {
    condition = (
      var.report_deadlines.query >= 1 && var.report_deadlines.query <= var.report_deadlines.work &&
      var.report_deadlines.request <= 3600
    )
    error_message = "report_deadlines must be at least 1 (query), at least query (work) and at most 3600 (request)."
  }
}

variable "report_max_instances" {
  description = "The most instances of report. Each may hold a pool of database connections."
  type        = number
  default     = 2

  validation {
    condition     = var.report_max_instances >= 1 && var.report_max_instances <= 100
    error_message = "report_max_instances must be 1 to 100."
  }
}

variable "report_pool" {
  description = "The most connections of one instance of report."
  type        = number
  default     = 6

  validation {
    condition     = var.report_pool >= 1 && var.report_pool <= 100
    error_message = "report_pool must be 1 to 100."
  }
}

variable "report_freshness_minutes" {
  description = "How many minutes after its start an hour should be shown at the latest; the health page says whether it is."
  type        = number
  default     = 75

  validation {
    condition     = var.report_freshness_minutes >= 1 && var.report_freshness_minutes <= 10080
    error_message = "report_freshness_minutes must be 1 to 10080, which is a week."
  }
}

variable "report_invokers" {
  description = "Who may open the report, like group:analysts@example.com. Nobody else can, by any address."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for member in var.report_invokers : can(regex("^(user|group|serviceAccount):[^@[:space:]]+@[^@[:space:]]+$", member))])
    error_message = "report_invokers must be like user:E-MAIL, group:E-MAIL or serviceAccount:E-MAIL."
  }
}

variable "report_iap" {
  description = "Whether the report_invokers come in by a browser alone, through Identity-Aware Proxy. See README.md: one command of gcloud is needed besides."
  type        = bool
  default     = false
}

variable "memory_mib" {
  description = "The memory of one instance of a function, in MiB."
  type        = number
  default     = 512

  validation {
    condition     = contains([512, 1024, 2048, 4096], var.memory_mib)
    error_message = "memory_mib must be 512, 1024, 2048 or 4096."
  }
}

# --- Messages ---------------------------------------------------------------------------------------------------------

variable "message_retention_days" {
  description = "How long messages and dead letters that nobody took are kept. The raw bucket is the longer memory."
  type        = number
  default     = 7

  validation {
    condition     = var.message_retention_days >= 1 && var.message_retention_days <= 31
    error_message = "message_retention_days must be 1 to 31, which is what Pub/Sub takes."
  }
}

variable "delivery_attempts" {
  description = "Deliveries of a message before it becomes a dead letter. 100 outlast an outage of more than half a day."
  type        = number
  default     = 100

  validation {
    condition     = var.delivery_attempts >= 5 && var.delivery_attempts <= 100
    error_message = "delivery_attempts must be 5 to 100, which is what Pub/Sub takes."
  }
}

# --- Buckets ----------------------------------------------------------------------------------------------------------

variable "colder_after_days" {
  description = "After how many days objects go to colder classes, which cost less to keep and more to read."
  type = object({
    nearline = optional(number, 30)
    coldline = optional(number, 90)
    archive  = optional(number, 365)
  })
  default = {}

  validation {
    condition = (
      var.colder_after_days.nearline >= 1 &&
      var.colder_after_days.nearline < var.colder_after_days.coldline &&
      var.colder_after_days.coldline < var.colder_after_days.archive
    )
    error_message = "colder_after_days must rise: nearline, coldline, archive."
  }
}

variable "delete_after_days" {
  description = "After how many days raw objects and rejects are deleted; 0: never. What is deleted can never be had again."
  type = object({
    raw     = optional(number, 0)
    rejects = optional(number, 0)
  })
  default = {}

  validation {
    condition = alltrue([
      for days in values(var.delete_after_days) : days == 0 || days >= 30
    ])
    error_message = "delete_after_days must be 0 (never) or at least 30."
  }
}

# --- Database ---------------------------------------------------------------------------------------------------------

variable "database_instance" {
  description = "The name of the Cloud SQL instance. Not given: name. The name of a deleted one cannot be used again for a week."
  type        = string
  default     = null

  validation {
    condition     = var.database_instance == null ? true : can(regex("^[a-z][a-z0-9-]{0,78}[a-z0-9]$", var.database_instance))
    error_message = "database_instance must be 2 to 80 lower-case letters, digits and hyphens, a letter first."
  }
}

variable "database_edition" {
  description = "The edition of Cloud SQL. Never left to Google: the default for MySQL 8.4 is the dearer one."
  type        = string
  default     = "ENTERPRISE"

  validation {
    condition     = contains(["ENTERPRISE", "ENTERPRISE_PLUS"], var.database_edition)
    error_message = "database_edition must be ENTERPRISE or ENTERPRISE_PLUS."
  }
}

variable "database_tier" {
  description = "The machine of the database. Machines with a shared core (db-f1-micro, db-g1-small) have no service level."
  type        = string
  default     = "db-custom-1-3840"

  validation {
    condition     = can(regex("^db-(f1-micro|g1-small|custom-[0-9]+-[0-9]+|perf-optimized-N-[0-9]+)$", var.database_tier))
    error_message = "database_tier must be like db-f1-micro, db-g1-small, db-custom-CPUS-MIB or db-perf-optimized-N-CPUS."
  }
}

variable "database_high_availability" {
  description = "A second machine in another zone that takes over within about a minute. Doubles the price."
  type        = bool
  default     = false
}

variable "database_max_connections" {
  description = "The flag max_connections: what all pools together must stay below."
  type        = number
  default     = 250

  validation {
    condition     = var.database_max_connections >= 50 && var.database_max_connections <= 4000
    error_message = "database_max_connections must be 50 to 4000."
  }
}

variable "database_pool" {
  description = "The most connections of one instance of aggregate."
  type        = number
  default     = 10

  validation {
    condition     = var.database_pool >= 1 && var.database_pool <= 100
    error_message = "database_pool must be 1 to 100."
  }
}

variable "database_disk_gb" {
  description = "The disk of the database: its size to begin with, and the size that it may grow to (it never shrinks)."
  type = object({
    size  = optional(number, 10)
    limit = optional(number, 100)
  })
  default = {}

  validation {
    condition     = var.database_disk_gb.size >= 10 && var.database_disk_gb.size <= var.database_disk_gb.limit
    error_message = "database_disk_gb must be 10 or more, and the limit not below the size."
  }
}

variable "database_backups" {
  description = "Daily backups: how many are kept, when they start (UTC), and for how many days any moment can be restored (point-in-time recovery)."
  type = object({
    kept          = optional(number, 14)
    start         = optional(string, "02:30")
    recovery_days = optional(number, 7)
  })
  default = {}

  validation {
    condition = (
      var.database_backups.kept >= 7 && var.database_backups.kept <= 365 &&
      can(regex("^([01][0-9]|2[0-3]):[0-5][0-9]$", var.database_backups.start)) &&
      var.database_backups.recovery_days >= 1 && var.database_backups.recovery_days <= 35 &&
      var.database_backups.recovery_days <= var.database_backups.kept
    )
    error_message = "database_backups must keep 7 to 365 backups, start at HH:MM, and not recover further back than backups are kept."
  }
}

variable "database_maintenance" {
  description = "When Google may restart the database: the day of the week (1 is Monday) and the hour (UTC)."
  type = object({
    day  = optional(number, 7)
    hour = optional(number, 3)
  })
  default = {}

  validation {
    condition = (
      var.database_maintenance.day >= 1 && var.database_maintenance.day <= 7 &&
      var.database_maintenance.hour >= 0 && var.database_maintenance.hour <= 23
    )
    error_message = "database_maintenance must be a day of 1 to 7 and an hour of 0 to 23."
  }
}

variable "migrator_password_version" {
  description = "Raise it to give the user migrator a new random password, which nobody sees."
  type        = number
  default     = 1

  validation {
    condition     = var.migrator_password_version >= 1 && floor(var.migrator_password_version) == var.migrator_password_version
    error_message = "migrator_password_version must be a whole number from 1 on."
  }
}

variable "analysts" {
  description = "Who may read the tables: e-mails of people or service accounts. They log in by IAM, without a password."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for email in var.analysts : can(regex("^[a-z0-9._-]{1,32}@[a-z0-9.-]+\\.[a-z]{2,}$", email))])
    error_message = "analysts must be lower-case e-mails with at most 32 characters before the @, which is what MySQL takes for a user."
  }

  validation {
    condition     = length(distinct([for email in var.analysts : split("@", email)[0]])) == length(var.analysts)
    error_message = "analysts must differ before the @: MySQL knows them by that part only."
  }
}

# --- BigQuery -----------------------------------------------------------------------------------------------------------

variable "bigquery" {
  description = "Whether the readings themselves are exported for BigQuery: a bucket, a dataset with external tables and views, and a job that fills it. Keeps each reading a second time, as lines (twice its raw size)."
  type        = bool
  default     = false
}

variable "bigquery_readers" {
  description = "Who may ask that dataset, like group:analysts@example.com. They also need roles/bigquery.jobUser in the project that their questions are charged to."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for member in var.bigquery_readers : can(regex("^(user|group|serviceAccount):[^@[:space:]]+@[^@[:space:]]+$", member))])
    error_message = "bigquery_readers must be like user:E-MAIL, group:E-MAIL or serviceAccount:E-MAIL."
  }
}

variable "export_schedule" {
  description = "When committed parts are exported, in UTC: some minutes after reconcile. Only with bigquery."
  type        = string
  default     = "40 * * * *"

  validation {
    condition     = can(regex("^[0-9*,/-]+( [0-9A-Za-z*,/-]+){4}$", var.export_schedule))
    error_message = "export_schedule must have the five fields of cron, like 40 * * * *."
  }
}

# --- Network ----------------------------------------------------------------------------------------------------------

variable "subnet_range" {
  description = "The addresses of the functions and jobs that use the database: a private range of /26 or larger."
  type        = string
  default     = "10.60.0.0/24"

  validation {
    condition = (
      can(cidrhost(var.subnet_range, 0)) &&
      can(regex("^(10\\.|172\\.(1[6-9]|2[0-9]|3[01])\\.|192\\.168\\.)", var.subnet_range)) &&
      try(tonumber(split("/", var.subnet_range)[1]) <= 26, false)
    )
    error_message = "subnet_range must be a private range (10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16) of /26 or larger."
  }
}

# --- People -----------------------------------------------------------------------------------------------------------

variable "operators" {
  description = "Who operates the pipeline, like group:operations@example.com: may run the command line as a job, fetch an hour by hand and add a key of the sensor API."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for member in var.operators : can(regex("^(user|group|serviceAccount):[^@[:space:]]+@[^@[:space:]]+$", member))])
    error_message = "operators must be like user:E-MAIL, group:E-MAIL or serviceAccount:E-MAIL."
  }
}

variable "alert_emails" {
  description = "Who is told when an alert fires."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for email in var.alert_emails : can(regex("^[^@[:space:]]+@[^@[:space:]]+\\.[^@[:space:]]+$", email))])
    error_message = "alert_emails must be e-mail addresses."
  }
}

variable "notification_channels" {
  description = "Channels of Cloud Monitoring that exist already (a pager, a chat), to be told as well."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for channel in var.notification_channels : can(regex("^projects/[^/]+/notificationChannels/[^/]+$", channel))])
    error_message = "notification_channels must be like projects/PROJECT/notificationChannels/ID."
  }
}

# --- Money ------------------------------------------------------------------------------------------------------------

variable "billing_account" {
  description = "The billing account, to be told of the costs: 012345-6789AB-CDEF01. Not given: no budget is made."
  type        = string
  default     = null

  validation {
    condition     = var.billing_account == null ? true : can(regex("^[0-9A-F]{6}-[0-9A-F]{6}-[0-9A-F]{6}$", var.billing_account))
    error_message = "billing_account must be like 012345-6789AB-CDEF01."
  }
}

variable "monthly_budget" {
  description = "What a month may cost: whole units of a currency, which must be that of the billing account."
  type = object({
    units    = optional(number, 100)
    currency = optional(string, "EUR")
  })
  default = {}

  validation {
    condition = (
      var.monthly_budget.units >= 1 && floor(var.monthly_budget.units) == var.monthly_budget.units &&
      can(regex("^[A-Z]{3}$", var.monthly_budget.currency))
    )
    error_message = "monthly_budget must be whole units from 1 on and a currency of three letters."
  }
}

# --- Encryption -------------------------------------------------------------------------------------------------------

variable "kms_key" {
  description = "A key of Cloud KMS in the same region that encrypts buckets, messages, database, secrets and images. Not given: keys of Google."
  type        = string
  default     = null

  validation {
    condition = var.kms_key == null ? true : (
      can(regex("^projects/[^/]+/locations/[^/]+/keyRings/[^/]+/cryptoKeys/[^/]+$", var.kms_key)) &&
      try(split("/", var.kms_key)[3] == var.region, false)
    )
    error_message = "kms_key must be like projects/P/locations/REGION/keyRings/R/cryptoKeys/K, in the region of everything else."
  }
}
