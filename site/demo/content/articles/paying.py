"""Insurance, Medicaid, and care priced by income."""

from datetime import date

from demo.writing import (
    Article,
    Source,
    call_out,
    cards,
    form,
    heading,
    phone,
    picture,
    questions,
    steps,
    table,
    text,
)

ARTICLE = Article(
    slug="how-to-pay-for-care",
    title="Paying for care: insurance, Medicaid and sliding scales",
    summary=(
        "Worry about cost stops many people before they begin. What health plans "
        "usually cover, how Medicaid works, where prices follow your income, and "
        "what to ask before you sign."
    ),
    picture="garden-gate",
    authors=["mara-ellison", "june-okafor"],
    topics=["getting-started", "family-and-friends"],
    tags=["cost", "insurance", "medicaid"],
    published_on=date(2026, 5, 19),
    reviewer="dr-paul-reyes",
    reviewed_on=date(2026, 10, 20),
    updated_on=date(2026, 10, 20),
    change_note=("Checked the section on Medicaid and added the questions about surprise costs."),
    body=[
        text(
            (
                "“I could never afford it” is one of the most common reasons people give "
                "for not calling. Sometimes it is true of one program and not of the next. "
                "This page will not make the system simple, but it can make the first "
                "phone calls shorter."
            ),
            (
                "Rules differ from state to state and change over time. Treat what follows "
                "as a map, and check the details with your plan or your state."
            ),
        ),
        table(
            "Ways people pay",
            ["Way", "Who it may suit", "First step"],
            [
                "Plan through work",
                "You or a family member have cover from a job",
                "Call the number on the card",
            ],
            [
                "Marketplace plan",
                "No cover from work; income above the Medicaid limit",
                "Apply on HealthCare.gov or your state’s site",
            ],
            [
                "Medicaid or CHIP",
                "Lower income, pregnancy, disability, children",
                "Apply any time of year",
            ],
            [
                "Medicare",
                "Age 65 or over, or some disabilities",
                "Ask the program whether it takes Medicare",
            ],
            ["Public funding", "No cover, or not enough", "Ask your state or county agency"],
            ["Sliding scale", "You pay yourself", "Ask what proof of income is needed"],
        ),
        heading("If you have a health plan"),
        text(
            (
                "Marketplace plans must cover treatment for mental health and substance "
                "use disorders as one of the <a "
                'href="https://www.healthcare.gov/coverage/what-marketplace-plans-cover/">'
                "essential "
                "health benefits</a>, and they cannot turn you away because you already "
                "have the condition. Many plans through work cover it too. Where a plan "
                "covers this care, federal parity rules generally mean that its limits may "
                "not be stricter than those for other medical care."
            ),
            (
                "Covered does not mean free. You may have a deductible, a copay for each "
                "visit, or a share of the bill. A program that is in your plan’s network "
                "usually costs you far less."
            ),
        ),
        steps(
            "One call to your plan",
            (
                "Have your card, a pen and half an hour",
                (
                    "Write down the date, the name of the person you speak with, and the "
                    "reference number of the call."
                ),
            ),
            (
                "Ask what is covered",
                (
                    "Ask about each kind of care by name: withdrawal care, residential, day "
                    "program, intensive outpatient, weekly visits, and medicines."
                ),
            ),
            (
                "Ask about approval",
                (
                    "Some care needs prior authorization. Ask who sends the request and how "
                    "long an answer takes."
                ),
            ),
            (
                "Ask what you will pay",
                "What is left of your deductible? What is the most you could pay this year?",
            ),
            (
                "Ask for names",
                "Request a list of programs in the network that have openings near you.",
            ),
        ),
        picture("bridge", "A drawing of a garden path that runs toward a low bridge."),
        heading("Medicaid and CHIP"),
        text(
            (
                "Medicaid is public cover for people with lower incomes and for some "
                "people who are pregnant, older or living with a disability. Each state "
                "runs its own program within federal rules. You can <a "
                'href="https://www.healthcare.gov/medicaid-chip/getting-medicaid-chip/">apply '
                "at any time of year</a>, through the Marketplace or through your state’s "
                "agency."
            ),
            (
                "What it covers for substance use varies, so ask about the exact kind of "
                "care. If you have been refused before, it may be worth another try when "
                "your income, household or state has changed."
            ),
        ),
        heading("If you have no cover"),
        text(
            (
                "<ul><li>States receive federal money for treatment. Your state agency can "
                "say which programs use it and who comes first. Pregnant women are among "
                "those given priority.</li><li>Community health centers set fees by income "
                "and see people without insurance. Many offer medicines for opioid use "
                "disorder.</li><li>Some programs keep a number of low-cost places. You may "
                "have to ask.</li><li>Mutual-support groups cost little or nothing, and "
                "can fill a waiting time.</li></ul>"
            ),
            (
                'SAMHSA’s <a href="https://www.samhsa.gov/find-help">find help</a> page '
                "can point you to services, including those that take Medicaid or offer "
                "payment help."
            ),
        ),
        call_out(
            "important",
            "Be careful with offers",
            (
                "Be wary if somebody offers you money, gifts, free travel or free rent to "
                "enter a certain program, or asks you to use a false address to sign up "
                "for a plan. Offers like these can be illegal and can leave you with "
                "bills. A fair program will put its prices in writing."
            ),
        ),
        questions(
            "When the answer is no",
            (
                "My plan refused. Is that final?",
                (
                    "Often not. You can ask for the reason in writing and appeal. If the plan "
                    "refuses again, an outside reviewer may be able to look at it. Ask the "
                    "program to help with the medical details."
                ),
            ),
            (
                "What if I need care now?",
                (
                    "Hospitals that take Medicare and have an emergency department must screen "
                    "and stabilize people in an emergency, whether or not they can pay. You "
                    "may still get a bill afterward."
                ),
            ),
            (
                "How do I avoid surprise costs?",
                (
                    "Before you start, ask for an estimate. Ask whether labs, doctors and "
                    "medicines are billed separately, and what happens if your stay is cut "
                    "short."
                ),
            ),
        ),
        phone(),
        form("call-me", "Ask someone to go through the options with you"),
        cards(
            "Go on from here",
            ("paying-for-treatment", "Payment at a glance", "Our short guide to the options."),
            ("find-help", "Find help near you", "Filter by place and kind of care."),
            ("contact", "Write to us", "For questions that can wait a day."),
        ),
    ],
    sources=[
        Source(
            "What Marketplace health insurance plans cover",
            "HealthCare.gov",
            "https://www.healthcare.gov/coverage/what-marketplace-plans-cover/",
            date(2026, 10, 12),
        ),
        Source(
            "Medicaid and CHIP coverage",
            "HealthCare.gov",
            "https://www.healthcare.gov/medicaid-chip/getting-medicaid-chip/",
            date(2026, 10, 12),
        ),
        Source("Find Help", "SAMHSA", "https://www.samhsa.gov/find-help", date(2026, 10, 12)),
    ],
)
