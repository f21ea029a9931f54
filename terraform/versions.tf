terraform {
  required_version = ">= 1.11" # write-only arguments and ephemeral values

  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "~> 6.50"
    }
    random = {
      source  = "hashicorp/random"
      version = "~> 3.7"
    }
  }

  # The state lies in a bucket that delivery/bootstrap.sh makes. Its name holds the project, so it is given at init:
  #   terraform init -backend-config=bucket=PROJECT-isotherm-terraform -backend-config=prefix=isotherm
  backend "gcs" {}
}

provider "google" {
  project        = var.project_id
  region         = var.region
  default_labels = local.labels

  # The budget's API counts its calls against a project; for a person that is not known otherwise.
  billing_project       = var.project_id
  user_project_override = true
}
