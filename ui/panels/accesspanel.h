// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/panel.h"
#include "panels/recount.h"
#include "panels/tabletools.h"

class QBoxLayout;
class QLabel;

namespace ui {

class RecordTable;
class ScanCard;

/// The gate: the last card read, large; who is inside; everything that was read.
class AccessPanel final : public Panel
{
    Q_OBJECT
public:
    explicit AccessPanel(const Context& context, QWidget* parent = nullptr);

    QString title() const override;
    QStringList topics() const override { return {QStringLiteral("access"), QStringLiteral("people")}; }
    QWidget* tools() override { return m_tools; }
    bool openRecord(const QString& topic, qint64 id) override;
    void focusFilter() override;
    QList<Finding> find(const QString& query, int limit) const override;
    void setPerson(const QString& person) override;

    ScanCard& scan() { return *m_scan; }
    RecordTable& feed() { return *m_feed; }
    RecordTable& inside() { return *m_inside; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void refresh();
    void arrange();

    Context m_context;
    TableTools* m_tools;
    ScanCard* m_scan;
    RecordTable* m_feed;
    RecordTable* m_inside;
    QLabel* m_insideTitle;
    QBoxLayout* m_lower;
    Recount m_refresh{0, this, [this] { refresh(); }};
};

} // namespace ui
