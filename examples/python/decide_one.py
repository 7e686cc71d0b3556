"""Decides one case: who must do what by when, and what to ask next. Run it from the root of the repository."""

from datetime import date

import masa

rules = masa.load("rules")

incident = {"date": date(2025, 6, 14), "place": "darlington", "authority_aware_on": date(2025, 6, 16)}
robin = {"id": "robin", "born": date(2021, 3, 9), "serious_physical_harm": True, "abuse_or_neglect": masa.UNKNOWN}
answer = rules.decide({"incident": incident, "people": [robin]}, at=date(2025, 6, 17))

notify = answer.outcome("notify_panel", "robin")
print(notify.question, notify.value)
if not notify.is_known:
    print("It can still be:", *notify.possible)

for duty in answer.duties:
    if duty.due is not masa.UNKNOWN:
        print(f"{'If it has arisen: ' if duty.is_provisional else ''}{duty.who} {duty.words} {duty.text} by {duty.due}")

for question in answer.ask_next[:2]:
    print("Ask next:", question.ask)

print(answer.why("child_event", "robin"))
