"""Slack, over Socket Mode: what people do there comes in, and what Hypha says goes out."""
