import importlib

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "hoithi.planning"

    def ready(self) -> None:
        """Offers itself to the plan flow as the keeper of tasks."""
        keeper = importlib.import_module("hoithi.contests.planflow.keeper")
        from_plan = importlib.import_module("hoithi.planning.from_plan")
        keeper.register(from_plan.PlanTasks())
