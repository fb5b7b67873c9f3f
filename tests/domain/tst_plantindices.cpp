// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/backend.h"

using namespace Qt::StringLiterals;

/// The plant's tables grow for years: no query that answers somebody may read or sort a whole one.
class PlantIndicesTest final : public QObject
{
    Q_OBJECT

private slots:
    void conditions_data()
    {
        QTest::addColumn<QString>("sql");
        const auto row = [](const char* sql) { QTest::newRow(sql) << QString::fromLatin1(sql); };
        row("SELECT * FROM employees WHERE company_id = 1 AND card = 'x' AND active = 1 AND card <> ''");
        row("SELECT * FROM worktime WHERE company_id = 1 AND day = 'x' ORDER BY entry_at DESC, id DESC");
        row("SELECT * FROM worktime"
            " WHERE company_id = 1 AND entry_at IS NOT NULL ORDER BY entry_at DESC, id DESC");
        row("SELECT * FROM worktime WHERE company_id = 1 ORDER BY day DESC, entry_at DESC, id DESC");
        row("SELECT * FROM access_events"
            " WHERE company_id = 1 AND granted = 1 AND kind = 'gate' ORDER BY at DESC, id DESC");
        row("SELECT * FROM access_events"
            " WHERE company_id = 1 AND granted = 1 AND kind <> 'gate' ORDER BY at DESC, id DESC");
        row("SELECT * FROM access_events"
            " WHERE company_id = 1 AND granted = 1 AND employee_id = 1 ORDER BY at DESC, id DESC");
        row("SELECT * FROM machine_shifts"
            " WHERE +company_id = 1 AND ended_at IS NULL ORDER BY machine_id");
        row("SELECT * FROM machine_shifts WHERE machine_id = 1 AND ended_at IS NULL");
        row("SELECT * FROM machine_shifts WHERE company_id = 1 ORDER BY started_at DESC, id DESC");
        row("SELECT * FROM maintenance_calls"
            " WHERE +company_id = 1 AND status <> 'completed' ORDER BY machine_id");
        row("SELECT * FROM maintenance_calls WHERE machine_id = 1 ORDER BY called_at DESC, id DESC");
        row("SELECT * FROM machine_states WHERE machine_id = 1 AND to_at IS NULL");
        row("SELECT running FROM pulses WHERE machine_id = 1 ORDER BY at DESC, id DESC LIMIT 1");
        row("SELECT * FROM pulses WHERE machine_id = 1 AND at >= 1 ORDER BY at, id LIMIT 1");
        row("SELECT id, at FROM pulses WHERE company_id = 1 ORDER BY id LIMIT 1");
        row("SELECT * FROM pulses WHERE company_id = 1 ORDER BY id DESC");
    }
    void conditions()
    {
        QFETCH(QString, sql);
        const QByteArray explain = "EXPLAIN QUERY PLAN " + sql.toLatin1();
        auto rows = m_backend.db().query(QLatin1StringView(explain));
        QString plan;
        while (rows.next())
            plan += rows.text(3) + u'\n';
        QVERIFY2(plan.contains("INDEX"_L1) && !plan.contains("TEMP B-TREE"_L1), qPrintable(plan));
    }

private:
    support::SqliteBackend m_backend;
};

QTEST_GUILESS_MAIN(PlantIndicesTest)
#include "tst_plantindices.moc"
