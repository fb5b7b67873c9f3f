// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/panel.h"

#include <QSet>
#include <QTimer>

#include <memory>

class QBoxLayout;
class QButtonGroup;
class QPushButton;
class QToolButton;

namespace ui {

class AlarmDetail;
class RecordTable;
class SearchField;
class ShelveBar;

/// What wants a response (ISA-18.2): who should answer first. Several can be acknowledged or shelved
/// at once; what the server has not heard of yet says so.
class AlarmsPanel final : public Panel
{
    Q_OBJECT
public:
    explicit AlarmsPanel(const Context& context, QWidget* parent = nullptr);

    QString title() const override;
    QStringList topics() const override { return {QStringLiteral("alarms")}; }
    QWidget* tools() override { return m_tools; }
    bool openRecord(const QString& topic, qint64 id) override;
    void focusFilter() override;
    QList<Finding> find(const QString& query, int limit) const override;
    void setWall(bool wall) override;
    void setPerson(const QString& person) override;
    void setOutbox(const std::vector<client::OutboxEntry>& entries) override;
    std::optional<Badge> badge() const override;

    RecordTable& table() { return *m_table; }
    AlarmDetail& detail() { return *m_detail; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    enum class Only { Unanswered, Open, Held };
    QWidget* buildBar();
    void setOnly(Only only);
    void refresh();
    void reviewSelection();
    void arrange();
    /// Of the chosen ones, those for which it makes sense and nothing is under way.
    QList<qint64> fitting(bool toAcknowledge) const;
    void send(const QString& deed, const QList<qint64>& ids, QJsonObject body);

    Context m_context;
    QWidget* m_tools;
    SearchField* m_search;
    QToolButton* m_export;
    QWidget* m_bar = nullptr;
    QButtonGroup* m_onlyGroup;
    QPushButton* m_acknowledge = nullptr;
    QPushButton* m_shelve = nullptr;
    ShelveBar* m_shelveBar;
    std::shared_ptr<QSet<qint64>> m_pending; ///< written here, not known to the server; the table reads it
    RecordTable* m_table;
    AlarmDetail* m_detail;
    QTimer m_refresh;
    Only m_only = Only::Open;
    int m_unanswered = 0;
    bool m_wall = false;
};

} // namespace ui
