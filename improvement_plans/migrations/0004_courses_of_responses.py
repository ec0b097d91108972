"""Every addressee of a public recommendation gets its course, and every response its place in one."""

from django.db import migrations


def begin_courses(apps, schema_editor):
    course_model = apps.get_model("improvement_plans", "Course")
    evidence_model = apps.get_model("improvement_plans", "Evidence")
    recommendations = apps.get_model("improvement_plans", "Recommendation").objects.filter(deleted_at=None)
    for one in recommendations.exclude(published_on=None).prefetch_related("institutions", "responses"):
        courses = {}
        addressees = {one.lead_institution_id: True} if one.lead_institution_id else {}
        for institution in one.institutions.all():
            addressees.setdefault(institution.pk, False)
        said = sorted(one.responses.all(), key=lambda response: (response.created_at, response.pk))
        for response in said:
            addressees.setdefault(response.institution_id, False)
        for institution_id, leads in (addressees or {None: True}).items():
            courses[institution_id] = course_model.objects.create(
                recommendation=one, institution_id=institution_id, leads=leads, asked_on=one.published_on
            )
        for response in said:
            _place(courses[response.institution_id], response)
            if response.evidence_url:
                evidence_model.objects.create(response=response, title=response.evidence_url[:200], url=response.evidence_url)


def _place(course, response):
    day = response.created_at.date()
    response.course, response.said_on = course, day
    response.save(update_fields=["course", "said_on"])
    if course.status != response.status:
        course.status, course.since = response.status, day
    course.heard_on = day
    course.asked_on = min(course.asked_on, day)
    course.version += 1
    course.save()


class Migration(migrations.Migration):
    dependencies = [("improvement_plans", "0003_courses")]

    operations = [migrations.RunPython(begin_courses, migrations.RunPython.noop)]
