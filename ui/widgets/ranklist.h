// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QListView>
#include <QString>

namespace ui {

/// A short list of what matters most, each with a number and a bar of its weight. Enter or a double
/// click goes to it. As high as its rows: the page around it scrolls.
class RankList final : public QListView
{
    Q_OBJECT
public:
    struct Entry
    {
        QString title;
        QString detail;   ///< under the title
        QString value;    ///< at the right
        double share = 0; ///< of the bar, 0 to 1; negative: no bar
        QString topic{};  ///< of the record; empty: there is none to go to
        qint64 id = 0;
        friend bool operator==(const Entry&, const Entry&) = default;
    };

    explicit RankList(QWidget* parent = nullptr);

    void setEntries(const QList<Entry>& entries);
    const QList<Entry>& entries() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void recordRequested(const QString& topic, qint64 id);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void go(const QModelIndex& index);
};

} // namespace ui
