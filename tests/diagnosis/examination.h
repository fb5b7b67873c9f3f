// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagnosis/doctor.h"
#include "diagnosis/words.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>

namespace support {

/// A report, and what is true of every one.
class Examination final
{
public:
    /// Long enough for a machine under load, where nothing is silent.
    static diagnosis::Patience patient()
    {
        using namespace std::chrono_literals;
        return {.name = 20s, .connection = 20s, .tls = 20s, .answer = 20s, .message = 20s};
    }

    explicit Examination(const diagnosis::Patient& patient, const base::Clock& clock = systemClock(),
                         diagnosis::Patience patience = Examination::patient())
    {
        diagnosis::Doctor doctor(patient, clock, patience);
        QObject::connect(&doctor, &diagnosis::Doctor::checked, &doctor,
                         [this](const diagnosis::Check& check) { report.push_back(check); });
        QSignalSpy finished(&doctor, &diagnosis::Doctor::finished);
        doctor.start();
        [&] { QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 100'000); }();
        if (!finished.isEmpty())
            isWell = finished.first().first().toBool();
        [&] {
            QCOMPARE(isWell, diagnosis::isWell(report));
            for (size_t i = 1; i < report.size(); ++i)
                QVERIFY(report[i - 1].step < report[i].step); // each once, in their order
            for (const diagnosis::Check& check : report) {
                QVERIFY(!diagnosis::nameOf(check.step).isEmpty());
                QVERIFY2(!diagnosis::wordsFor(check).what.isEmpty(), qPrintable(text()));
            }
            // A person may send this to anybody.
            for (const QString& secret : {QString::fromLatin1(patient.token), patient.password})
                QVERIFY2(secret.isEmpty() || !text().contains(secret), qPrintable(text()));
            QVERIFY(!text().contains(QStringLiteral("eyJ"))); // how a token begins
        }();
    }

    const diagnosis::Check* at(diagnosis::Step step) const
    {
        const auto found = std::find_if(report.begin(), report.end(),
                                        [step](const auto& check) { return check.step == step; });
        return found == report.end() ? nullptr : &*found;
    }
    diagnosis::Outcome outcome(diagnosis::Step step) const
    {
        return at(step) ? at(step)->outcome : diagnosis::Outcome::Skipped;
    }
    diagnosis::Finding finding(diagnosis::Step step) const
    {
        return at(step) ? at(step)->finding : diagnosis::Finding::NotReached;
    }
    /// The first that failed, for a comparison.
    std::optional<diagnosis::Step> failedAt() const
    {
        for (const diagnosis::Check& check : report) {
            if (check.outcome == diagnosis::Outcome::Failed)
                return check.step;
        }
        return std::nullopt;
    }
    QString text() const
    {
        QStringList lines;
        for (const diagnosis::Check& check : report) {
            const diagnosis::Words words = diagnosis::wordsFor(check);
            lines.append(
                QStringLiteral("%1 %2: %3 | %4 | %5")
                    .arg(int(check.outcome))
                    .arg(diagnosis::nameOf(check.step), words.what, words.advice, check.values.join(u',')));
        }
        return lines.join(u'\n');
    }

    diagnosis::Report report;
    bool isWell = false;

private:
    static const base::Clock& systemClock()
    {
        static const base::SystemClock clock;
        return clock;
    }
};

} // namespace support
