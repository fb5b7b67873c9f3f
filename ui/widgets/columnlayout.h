// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delegates/celldelegate.h"

#include <QList>
#include <QObject>
#include <QSet>
#include <QVariant>

#include <functional>

class QPoint;
class QTableView;

namespace client {
class RowsModel;
}

namespace ui {

/// One column of a table: which column of the model, how wide at first, how it looks. The words come
/// from the model (see dress()).
struct TableColumn
{
    int column = 0;
    int width = 120; ///< pixels at scale 1; 0: takes what is left
    CellStyle style = {};
    bool shown = true; ///< at first; a person may decide otherwise
    /// The cell's words in an export, from its ValueRole, where they differ from those on the screen.
    std::function<QString(const QVariant&)> exportText = {};
    int least = 0; ///< how far it may give way on a small screen; 0: not at all, or 150 where width is 0
    /// Shown only in a table of this many pixels at scale 1, until a person says otherwise: what a table is
    /// about is not cut short for the sake of it. 0: in any.
    int room = 0;
};

/// The width, for TableColumn, that a short date with its time takes in this locale.
int momentColumnWidth();

/// Where a table's columns stand, how wide, and which are shown: at first as the panel says, fitted to
/// the room there is; then as a person has arranged them, kept in the settings under that person's name.
class ColumnLayout final : public QObject
{
    Q_OBJECT
public:
    /// name: the table's in the settings, stable. The view has its model and its header already; it goes
    /// after this, and the last person's arrangement is saved on the way.
    ColumnLayout(const QString& name, const client::RowsModel& rows, const QList<TableColumn>& columns,
                 QTableView& view, QObject* parent);

    const QList<TableColumn>& columns() const { return m_columns; }
    /// Saves the former person's arrangement and takes this one's; empty: nobody's.
    void setPerson(const QString& person);
    void save() const;
    /// Logical columns that are shown, in the order on the screen.
    QList<int> shown() const;
    /// Also those that have given way to the others on a small screen.
    QList<int> wanted() const;
    /// As a person wants it, however much room there is.
    void setShown(int column, bool shown);
    /// A menu to choose the columns by.
    void showMenu(const QPoint& globalPosition);
    /// Shares out the width there is. Call when it changes.
    void fill();
    /// Takes on the theme's text scale.
    void applyScale();

private:
    void arrangeAtFirst();
    void restore();
    void giveWay(int room);
    void shareOut(int room);
    QList<int> columnsWhere(const std::function<bool(int)>& passes) const;

    QString m_name;
    QString m_person;
    const client::RowsModel& m_rows;
    QList<TableColumn> m_columns;
    QTableView& m_view;
    double m_scale = 1.0; ///< text scale the widths are for
    QSet<int> m_decided;  ///< a person has shown or hidden them
    QSet<int> m_givenWay; ///< hidden for want of room
    bool m_filling = false;
    bool m_arranged = false; ///< a person has set widths: they are kept
};

} // namespace ui
