"""Cases: every text that was saved is kept, only what was read is approved, and the paper says which it is."""

import io

import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.factories import CaseFactory, UserFactory
from workshops.domain.cases import CaseChanged, approve_case, hand_out, keep_version
from workshops.models import CaseFile, CaseVersion

pytestmark = pytest.mark.django_db
HOSTILE = '<p>#panic("x") &lt;script&gt; <b>vet</b></p><ul><li>één</li><li>twee</li></ul>'


@pytest.fixture
def case():
    made = CaseFactory(title="Samira en Joost", text=HOSTILE)
    keep_version(made, by=None)
    return made


@pytest.fixture
def organiser(client):
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    return client


@pytest.fixture
def url(case):
    event_id = case.workshop.round.event_id
    return lambda name, *args: reverse(f"cases:{name}", args=[event_id, *args])


def words(pdf):
    return " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def test_version_is_kept_for_each_change_and_only_then(case):
    assert keep_version(case, by=None) is None
    case.text = "<p>Anders.</p>"
    case.save()
    assert keep_version(case, by=None).number == 2
    assert list(CaseVersion.objects.values_list("number", flat=True)) == [2, 1]


def test_only_the_version_that_was_read_is_approved(case):
    case.text = "<p>Anders.</p>"
    case.save()
    keep_version(case, by=None)
    with pytest.raises(CaseChanged):
        approve_case(case, 1, by=None)
    assert approve_case(case, 2, by=None).approved_version.number == 2


def test_hand_out_is_the_approved_text_taken_literally(case):
    assert "Concept, nog niet akkoord" in words(hand_out(case).pdf)
    case = approve_case(case, 1, by=None)
    case.text = "<p>Later veranderd.</p>"
    case.save()
    keep_version(case, by=None)
    found = words(hand_out(case).pdf)
    assert '#panic("x") <script> vet' in found
    assert "Concept" not in found
    assert "Later veranderd" not in found


def test_organiser_approves_attaches_and_downloads(organiser, case, url):
    assert "Samira en Joost" in organiser.get(url("index")).content.decode()
    organiser.post(url("case", case.pk), {"do": "approve", "version": "1"})
    case.refresh_from_db()
    assert case.approved_version.number == 1
    upload = SimpleUploadedFile("Bijlage 1.pdf", b"%PDF-1.7 ...")
    organiser.post(url("case", case.pk), {"do": "attach", "file": upload})
    file = CaseFile.objects.get()
    answer = organiser.get(url("file", case.pk, file.pk))
    assert answer.content == b"%PDF-1.7 ..."
    assert answer["Content-Disposition"].startswith("attachment")
    assert organiser.get(url("hand_out", case.pk)).content.startswith(b"%PDF-")
    organiser.post(url("case", case.pk), {"do": "remove", "file": file.pk})
    assert not CaseFile.objects.exists()


@pytest.mark.parametrize(
    "data", [{"do": "approve", "version": "x"}, {"do": "remove", "file": "9" * 30}, {"do": "withdraw"}]
)
def test_nonsense_breaks_nothing(organiser, case, url, data):
    assert organiser.post(url("case", case.pk), data).status_code == 302
    case.refresh_from_db()
    assert case.approved_version is None


def test_file_that_is_not_what_it_says_is_refused_at_the_field(organiser, case, url):
    answer = organiser.post(url("case", case.pk), {"do": "attach", "file": SimpleUploadedFile("x.pdf", b"MZ")})
    assert answer.status_code == 422
    assert "file" in answer.context["form"].errors


def test_case_of_another_event_is_a_404(organiser, case, url):
    other = CaseFactory()
    for name in ("case", "hand_out"):
        assert organiser.get(url(name, other.pk)).status_code == 404


def test_list_takes_as_many_queries_for_1_as_for_30(
    organiser, case, url, django_assert_num_queries, django_assert_max_num_queries
):
    organiser.get(url("index"))
    with django_assert_max_num_queries(30) as few:
        organiser.get(url("index"))
    for number in range(29):
        keep_version(CaseFactory(workshop=case.workshop, title=f"Casus {number}"), by=None)
    with django_assert_num_queries(len(few.captured_queries)):
        organiser.get(url("index"))
