import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts

// Who sees what is being written: a circle, or some of its people.
Popup {
    id: picker
    width: Math.min(400, parent ? parent.width : 400)
    padding: 16
    modal: true
    focus: true
    dim: false
    onOpened: all.forceActiveFocus(Qt.TabFocusReason)
    onClosed: names.focused = ""
    background: Rectangle { radius: 18; color: theme.colours.card; border.color: theme.colours.border }
    contentItem: ColumnLayout {
        spacing: 10
        Words {
            Layout.fillWidth: true
            horizontalAlignment: Text.AlignLeft
            text: qsTr("Who sees it?")
            size: 17
            lineHeight: 1.1
            font.weight: Font.DemiBold
            Accessible.role: Accessible.Heading
        }
        Pills {
            Layout.fillWidth: true
            visible: composer.circles.length > 1
            Accessible.name: qsTr("Which circle")
            choices: composer.circles
            chosen: composer.circle
            onPicked: value => composer.choose_circle(value)
        }
        PersonCheck {
            id: all
            Layout.fillWidth: true
            round: true
            text: qsTr("Everybody in %1").arg(session.circleList.filter(c => c.id === composer.circle).map(c => c.name).join(""))
            checked: composer.everyone
            onClicked: composer.everybody()
            Keys.onDownPressed: names.go(0)
        }
        Words {
            Layout.fillWidth: true
            Layout.topMargin: 4
            visible: composer.people.length > 0
            horizontalAlignment: Text.AlignLeft
            text: qsTr("Or only some:")
            size: 14
            lineHeight: 1.1
            color: theme.colours.muted
        }
        PeoplePicker {
            id: names
            objectName: "audiencePeople"
            Layout.fillWidth: true
            Layout.preferredHeight: Math.min(contentHeight, 280)
            visible: composer.people.length > 0
            people: composer.people
            Accessible.name: qsTr("People who can see it")
            onToggled: person => composer.toggle(person)
        }
        RowLayout {
            Layout.fillWidth: true
            Layout.topMargin: 4
            spacing: 12
            Words { Layout.fillWidth: true; horizontalAlignment: Text.AlignLeft; size: 14; lineHeight: 1.2; color: theme.colours.muted; text: composer.audience }
            MainButton { text: qsTr("Done"); onClicked: picker.close() }
        }
    }
}
