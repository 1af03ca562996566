"""What every layer but the domain may lean on: paths, resources, settings, logs, clock; it imports nothing of ours."""
