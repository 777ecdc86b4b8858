from hypothesis import settings, HealthCheck, Phase
from tests.edits import test_entries as t
test_x = settings(max_examples=6000, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])(t.test_any_change_says_what_it_is_to_say_and_keeps_every_comment)
