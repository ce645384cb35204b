import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts

// To whom a new letter goes.
ColumnLayout {
    id: page
    spacing: 14
    RowLayout {
        Layout.fillWidth: true
        spacing: 8
        IconButton { symbol: "x"; text: qsTr("Cancel"); onClicked: letters.cancel() }
        Words { Layout.fillWidth: true; horizontalAlignment: Text.AlignLeft; text: qsTr("To whom?"); size: 20; lineHeight: 1.1; font.weight: Font.DemiBold; Accessible.role: Accessible.Heading }
    }
    Field {
        id: search
        Layout.fillWidth: true
        hint: qsTr("Find somebody")
        onTextChanged: letters.filter(text)
        Component.onCompleted: forceActiveFocus()
        Keys.onDownPressed: people.go(0)
        Keys.onEscapePressed: letters.cancel()
    }
    PeoplePicker {
        id: people
        objectName: "letterPeople"
        Layout.fillWidth: true
        Layout.fillHeight: true
        people: letters.offered
        Accessible.name: qsTr("People to write to")
        onToggled: person => letters.toggle(person)
        Keys.onEscapePressed: letters.cancel()
        Words {
            visible: people.count === 0
            width: parent.width
            horizontalAlignment: Text.AlignLeft
            text: search.text === "" ? qsTr("Nobody is here yet but you. Invite somebody first.") : qsTr("Nobody by that name.")
            color: theme.colours.muted
        }
    }
    RowLayout {
        Layout.fillWidth: true
        spacing: 12
        Words { Layout.fillWidth: true; horizontalAlignment: Text.AlignLeft; text: letters.chosen; size: 15; lineHeight: 1.2; color: theme.colours.muted }
        MainButton { text: qsTr("Write"); enabled: letters.ready; onClicked: letters.start() }
    }
}
